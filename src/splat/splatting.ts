/** The extension of glTF for Gaussian splats. */
export const SPLATTING = 'KHR_gaussian_splatting';

/** The name of one of its attributes. */
export function splatAttribute(
  name: 'ROTATION' | 'SCALE' | 'OPACITY' | 'SH_DEGREE_0_COEF_0',
): `${typeof SPLATTING}:${string}` {
  return `${SPLATTING}:${name}`;
}
