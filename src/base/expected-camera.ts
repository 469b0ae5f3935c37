/** An angle that is known roughly: as a Gaussian, degrees. */
export interface RoughAngle {
  readonly mean: number;
  readonly deviation: number;
}

/** What is known of a camera before it is fitted. */
export interface ExpectedCamera {
  readonly elevation: RoughAngle;
  readonly fieldOfView: RoughAngle;
}
