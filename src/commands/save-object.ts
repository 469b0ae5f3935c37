import { EXPORT_FORMATS, type ExportFormat, isExportFormat } from '../store/files';
import { download } from './download';
import { fileWork } from './file-work';
import { objectName } from './object-name';
import type { Studio } from './studio';

/** Where the last choice is kept between visits. */
const KEY = 'kiln.save-as';

/** Saves the last finished object with its recipe inside, and remembers the format. Nothing before there is one. */
export async function saveObject(studio: Studio, format: ExportFormat): Promise<void> {
  const { store, files } = studio;
  const { finished } = store.getState().exhibit;
  if (!finished) return;
  store.setState((state) => ({ files: { ...state.files, format } }));
  remember(format);
  const { cloud, recipe, viewset } = finished;
  const name = `${objectName(finished)}${EXPORT_FORMATS[format]}`;
  await fileWork(studio, 'saving', name, async (signal, onProgress) => {
    const source = { cloud, recipe, ...(viewset && { viewset }) };
    const bytes = await files.ask({ task: 'export', format, source }, { signal, onProgress });
    download(bytes, name);
    return `Saved as ${name}.`;
  });
}

/** Takes up the format that was chosen on the last visit. */
export function recallFormat({ store }: Studio): void {
  let format: unknown = null;
  try {
    format = localStorage.getItem(KEY);
  } catch {
    // Storage is switched off: every visit is the first.
  }
  if (isExportFormat(format)) {
    const known = format;
    store.setState(({ files }) => ({ files: { ...files, format: known } }));
  }
}

function remember(format: ExportFormat): void {
  try {
    localStorage.setItem(KEY, format);
  } catch {
    // As above, or it is full: a choice is soon made again.
  }
}
