/// <reference path="./gltf-validator.d.ts" />
import { validateBytes } from 'gltf-validator';

/** What the Khronos validator finds wrong with a .glb: errors and warnings. */
export async function gltfIssues(bytes: Uint8Array) {
  const { issues } = await validateBytes(bytes);
  return issues.messages.filter(({ severity }) => severity <= 1);
}
