/** Keeps a choice for later visits. Where storage is switched off or full, it holds for this one. */
export function remember(key: string, choice: string): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // A choice is soon made again.
  }
}

/** The choice of an earlier visit; null where there is none, and where storage is switched off. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
