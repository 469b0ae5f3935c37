/** What the tray shows, in the place that the examples leave. */
export function PhotoHint() {
  return (
    <p className="photo-hint">
      This is what the model will see. Press a photo to correct its outline or say where it was taken.
    </p>
  );
}
