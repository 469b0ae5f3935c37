import { useStudioState } from '../studio-context';

/** What the tray shows, in the place that the examples leave. */
export function PhotoHint() {
  const isLost = useStudioState(({ photos }) =>
    photos.tray.some((photo) => photo.status === 'ready' && !photo.seen),
  );
  return (
    <p className="photo-hint">
      {isLost
        ? 'Nothing was found in one of the photos. Press it and paint over the object.'
        : 'This is what the model will see. Press a photo to correct its outline or say where it was taken.'}
    </p>
  );
}
