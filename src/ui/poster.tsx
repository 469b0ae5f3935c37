/**
 * A picture of the sample object, drawn by the 3D view itself (scripts/poster.ts) as its home view shows it, which
 * does not depend on the window's shape. The style sheet puts it where the object will be, and away when it is there.
 * index.html shows the same before any script has run.
 */
export function Poster() {
  return (
    <picture className="poster">
      <source srcSet="./welcome-light.webp" media="(prefers-color-scheme: light)" />
      <img src="./welcome-dark.webp" alt="" decoding="sync" fetchPriority="high" draggable={false} />
    </picture>
  );
}
