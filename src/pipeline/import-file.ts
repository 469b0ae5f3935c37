import { FileError } from '../base/file-error';
import { readGltfDocument } from '../gltf/document';
import type { DecodeImage } from '../mesh/readers/image';
import { readMeshGltf } from '../mesh/readers/read-mesh-gltf';
import { readObj } from '../mesh/readers/read-obj';
import type { CloudFile } from '../splat/cloud-file';
import { fitToStage } from '../splat/fit-to-stage';
import { readPly } from '../splat/readers/read-ply';
import { readSog } from '../splat/readers/read-sog';
import { readSplat } from '../splat/readers/read-splat';
import { readSplatGlb, splatPrimitive } from '../splat/readers/read-splat-glb';
import { readSpz } from '../splat/readers/read-spz';

/**
 * Reads an object from a file of splats or of a mesh, told apart by content where that says enough. What is of
 * another size than Kiln's objects is scaled and moved to fit.
 *
 * @param name of the file: .obj and .splat have no signature
 * @throws FileError
 */
export async function importFile(bytes: Uint8Array, name: string, decode: DecodeImage): Promise<CloudFile> {
  if (bytes.length === 0) throw new FileError(`${name} is empty.`);
  const { cloud, recipe } = await read(bytes, name, decode);
  return { cloud: fitToStage(cloud), recipe };
}

async function read(bytes: Uint8Array, name: string, decode: DecodeImage): Promise<CloudFile> {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64));
  if (/^ply\r?\n/.test(start)) return readPly(bytes);
  // Not by text: browsers decode latin1 as windows-1252.
  if ((bytes[0] === 0x1f && bytes[1] === 0x8b) || start.startsWith('NGSP')) return readSpz(bytes);
  if (start.startsWith('PK')) return readSog(bytes);
  if (start.startsWith('glTF') || /^[^\x20-\x7e]{0,3}\s*\{/.test(start)) return readGltf(bytes, decode);
  if (/\.obj$/i.test(name)) return readObj(bytes);
  if (/\.splat$/i.test(name)) return readSplat(bytes);
  throw new FileError(`${name} is damaged, or not what its name says. ${READABLE}`);
}

const READABLE = 'Kiln opens .ply, .spz, .sog, .splat, .glb, .gltf and .obj files.';

async function readGltf(bytes: Uint8Array, decode: DecodeImage): Promise<CloudFile> {
  const document = readGltfDocument(bytes);
  const splats = splatPrimitive(document);
  return splats ? readSplatGlb(document, splats) : readMeshGltf(document, decode);
}
