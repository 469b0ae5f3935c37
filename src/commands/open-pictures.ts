import { HOME_CAMERA } from '../pictures/cameras';
import { initialPictures } from '../store/pictures';
import type { Studio } from './studio';

/**
 * Starts making pictures of what is on the stage, from where it is seen now and painted as it is painted now. Does
 * nothing while the stage is empty.
 */
export function openPictures({ store, viewport }: Studio): void {
  const { exhibit, view, pictures } = store.getState();
  if (!exhibit.shown) return;
  store.setState({
    pictures: {
      ...pictures,
      settings: { ...pictures.settings, channel: view.mode },
      subject: { exhibit: exhibit.shown, camera: viewport?.view() ?? HOME_CAMERA },
      preview: null,
    },
    // What was said of an earlier file does not belong to this one.
    files: { ...store.getState().files, problem: null, notice: '' },
  });
}

/** Work on a file goes on: it is shown, and can be cancelled, where saving is. */
export function closePictures({ store }: Studio): void {
  const { settings, filmFormats } = store.getState().pictures;
  store.setState({ pictures: { ...initialPictures, settings, filmFormats } });
}
