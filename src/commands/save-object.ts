import { type ExportFormat, isExportFormat } from '../store/files';
import { recall, remember } from './between-visits';
import { objectName } from './object-name';
import { saveAs } from './save-as';
import type { Studio } from './studio';

/** Where the last choice is kept between visits. */
const KEY = 'kiln.save-as';

/** Saves the last finished object with its recipe inside, and remembers the format. Nothing before there is one. */
export async function saveObject(studio: Studio, format: ExportFormat): Promise<void> {
  const { store } = studio;
  const { finished } = store.getState().exhibit;
  if (!finished) return;
  store.setState((state) => ({ files: { ...state.files, format } }));
  remember(KEY, format);
  await saveAs(studio, format, objectName(finished), async () => finished);
}

/** Takes up the format that was chosen on the last visit. */
export function recallFormat({ store }: Studio): void {
  const format = recall(KEY);
  if (isExportFormat(format)) store.setState(({ files }) => ({ files: { ...files, format } }));
}
