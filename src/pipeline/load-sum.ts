import type { LoadProgress } from '../model/weights';

/**
 * Adds the progress of models that load side by side. Nothing is told before each has said how large it is, so that
 * the share never goes back.
 *
 * @param parts number of models
 * @returns a listener for each
 */
export function sumOfLoads(
  parts: number,
  onProgress: (progress: LoadProgress) => void,
): ((progress: LoadProgress) => void)[] {
  const latest: (LoadProgress | null)[] = Array(parts).fill(null);
  return latest.map((_, part) => (progress) => {
    latest[part] = progress;
    let [loaded, total] = [0, 0];
    for (const known of latest) {
      if (known === null) return;
      loaded += known.loaded;
      total += known.total;
    }
    onProgress({ loaded, total });
  });
}
