/** `value` kept inside [low, high]; NaN becomes `low`. */
export function clamp(value: number, low: number, high: number): number {
  return value > low ? Math.min(value, high) : low;
}

/** 1 / (1 + e^-x). */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** The inverse of `sigmoid`: ln(p / (1 - p)), finite for p inside (0, 1). */
export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/** Cubic Hermite step: 0 up to `low`, 1 from `high` on, smooth between. */
export function smoothstep(low: number, high: number, x: number): number {
  const t = clamp((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}
