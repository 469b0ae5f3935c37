import { usePhotoIntake } from './use-photo-intake';

/** Over the whole page while files are dragged across it. */
export function DropVeil() {
  const isOver = usePhotoIntake();
  if (!isOver) return null;
  return (
    <div className="drop-veil" aria-hidden="true">
      <p className="drop-title">Drop photos of one object</p>
      <p className="drop-note">up to four, from different sides; or a file of splats or of a mesh</p>
    </div>
  );
}
