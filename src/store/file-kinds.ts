/** Endings of the files of objects that can be opened. */
export const OBJECT_ENDINGS = ['.ply', '.spz', '.sog', '.splat', '.glb', '.gltf', '.obj'] as const;

/** Whether a file is one of an object, by its name: what it really holds is seen when it is read. */
export function isObjectFile(name: string): boolean {
  return OBJECT_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));
}
