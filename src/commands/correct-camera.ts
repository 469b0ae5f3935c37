import type { PhotoCamera } from '../photo/camera';
import type { ExhibitPhoto } from '../store/exhibit';
import { sourceOf, withoutCamera } from '../store/photos';
import type { Comparison } from '../store/view';
import { EXHIBIT_SIZE } from './exhibit-photos';
import { changeComparison } from './set-comparison';
import type { Studio } from './studio';

type CameraAngles = NonNullable<Comparison['corrected']>;

/**
 * Sets angles of the compared photo's camera by hand, or goes back to the camera that was found. While a hand moves
 * on, only its newest place is drawn: no more than one picture is being drawn at a time. What is generated next from
 * the same photo takes the corrected camera.
 *
 * @param angles those that change, degrees; null for the camera that was found
 */
export async function correctCamera(studio: Studio, angles: Partial<CameraAngles> | null): Promise<void> {
  const { store, pictures } = studio;
  const before = store.getState().view.comparison;
  if (!before?.found || !before.rendering) return;
  const { azimuth, elevation, fieldOfView } = before.corrected ?? before.found.camera;
  const isDrawing = isBehind(before);
  changeComparison(studio, { corrected: angles && { azimuth, elevation, fieldOfView, ...angles } });
  const compared = store.getState().exhibit.finished?.photos?.[before.index];
  if (!angles && compared) keepCamera(studio, compared, null);
  if (isDrawing) return;
  for (;;) {
    const { view, exhibit } = store.getState();
    const { comparison } = view;
    const photo = comparison && exhibit.finished?.photos?.[comparison.index];
    if (!photo || !comparison.found || !isBehind(comparison)) return;
    const rendering = await pictures.ask({
      task: 'view',
      cloud: exhibit.finished!.cloud,
      photo: photo.picture,
      from: wanted(comparison)!,
      size: EXHIBIT_SIZE,
    });
    // Another photo may lie there by now.
    if (store.getState().view.comparison?.found !== comparison.found) return;
    changeComparison(studio, { rendering });
    const { corrected } = store.getState().view.comparison!;
    if (corrected && rendering) keepCamera(studio, photo, rendering.camera);
  }
}

/** @param camera null for one that is to be found out */
function keepCamera({ store }: Studio, compared: ExhibitPhoto, camera: PhotoCamera | null): void {
  store.setState(({ photos }) => {
    const source = sourceOf(photos, compared);
    if (!source) return {};
    const kept = camera ? { ...source, camera } : withoutCamera(source);
    return { photos: { ...photos, tray: photos.tray.map((photo) => (photo === source ? kept : photo)) } };
  });
}

function wanted({ corrected, found }: Comparison): CameraAngles | null {
  return corrected ?? found?.camera ?? null;
}

/** Whether the picture shows another camera than the one that is wanted, and so is being drawn. */
function isBehind(comparison: Comparison): boolean {
  const angles = wanted(comparison);
  const drawn = comparison.rendering?.camera;
  return (
    angles?.azimuth !== drawn?.azimuth ||
    angles?.elevation !== drawn?.elevation ||
    angles?.fieldOfView !== drawn?.fieldOfView
  );
}
