/**
 * Holds a condition that only a bug can break; what users can cause is reported in other ways.
 *
 * @throws Error
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${message}`);
}
