/**
 * What is shown of an object: its colours, its distance from the camera with near bright, the direction its surface
 * faces, or colour and depth side by side.
 */
export const CHANNELS = ['colour', 'depth', 'normals', 'colour-depth'] as const;

export type Channel = (typeof CHANNELS)[number];
