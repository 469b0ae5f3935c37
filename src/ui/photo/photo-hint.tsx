import { useStudioState } from '../studio-context';

/** What the tray shows, in the place that the examples leave. */
export function PhotoHint() {
  const hint = useStudioState(({ photos: { tray } }) => {
    if (tray.some((photo) => photo.status === 'ready' && !photo.seen)) {
      return 'Nothing was found in one of the photos. Press it and paint over the object.';
    }
    return tray.some((photo) => photo.status === 'ready')
      ? 'This is what the model will see. Press a photo to correct its outline or say where it was taken.'
      : 'Taking the background away.';
  });
  return <p className="photo-hint">{hint}</p>;
}
