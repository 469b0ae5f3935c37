import { toLinear } from '../../base/srgb';
import { GltfBuilder } from '../../gltf/builder';
import { MODE } from '../../gltf/components';
import type { Recipe } from '../../splat/recipe';
import { type Mesh, normalsOf } from '../mesh';

/**
 * A mesh as a .glb: corners with normals and colours, one matt material. Axes are those of glTF, Y up and front
 * towards +Z, which are Kiln's own.
 *
 * @param recipe goes into the asset's extras
 */
export function writeMeshGlb(mesh: Mesh, recipe: Recipe | null): Uint8Array<ArrayBuffer> {
  const builder = new GltfBuilder();
  const attributes = {
    POSITION: builder.add(mesh.positions, 'VEC3', { hasBounds: true }),
    NORMAL: builder.add(normalsOf(mesh), 'VEC3'),
    COLOR_0: builder.add(linearColors(mesh.colors), 'VEC4', { normalized: true }),
  };
  const indices = builder.add(mesh.triangles, 'SCALAR', { isIndex: true });
  return builder.toGlb({
    asset: { version: '2.0', generator: 'Kiln', ...(recipe && { extras: { kiln: recipe } }) },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, name: 'object' }],
    meshes: [{ primitives: [{ attributes, indices, mode: MODE.triangles, material: 0 }] }],
    materials: [{ name: 'painted', pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.9 } }],
  });
}

/** Colours of a glTF are linear light: 16 bits, for dark ones would show steps in 8. Alpha fills the four words. */
function linearColors(colors: Float32Array): Uint16Array {
  const words = new Uint16Array((colors.length / 3) * 4).fill(65_535);
  colors.forEach((value, i) => {
    words[4 * Math.floor(i / 3) + (i % 3)] = Math.round(toLinear(value) * 65_535);
  });
  return words;
}
