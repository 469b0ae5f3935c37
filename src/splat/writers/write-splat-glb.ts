import { GltfBuilder } from '../../gltf/builder';
import { MODE } from '../../gltf/components';
import { type SplatCloud, validateCloud } from '../cloud';
import { SH_C0 } from '../ply';
import type { Recipe } from '../recipe';
import { SPLATTING, splatAttribute } from '../splatting';

/**
 * A cloud as a .glb with KHR_gaussian_splatting: float32 throughout, and points with colours for programs that do not
 * know the extension. Axes are those of glTF, Y up and front towards +Z, which are Kiln's own.
 *
 * @param recipe goes into the asset's extras
 * @throws RangeError where the cloud is not valid or empty: a glTF without points is none
 */
export function writeSplatGlb(cloud: SplatCloud, recipe: Recipe | null): Uint8Array<ArrayBuffer> {
  validateCloud(cloud);
  if (cloud.count === 0) throw new RangeError('a .glb cannot hold a cloud without splats');
  const { count, positions, scales, rotations, colors, opacities } = cloud;
  const builder = new GltfBuilder();
  const attributes = {
    POSITION: builder.add(positions, 'VEC3', { hasBounds: true }),
    COLOR_0: builder.add(pointColors(cloud), 'VEC4', { normalized: true }),
    [splatAttribute('ROTATION')]: builder.add(
      Float32Array.from({ length: 4 * count }, (_, i) => rotations[i - (i % 4) + (((i % 4) + 1) % 4)]!),
      'VEC4',
    ),
    [splatAttribute('SCALE')]: builder.add(scales, 'VEC3'),
    [splatAttribute('OPACITY')]: builder.add(opacities, 'SCALAR'),
    [splatAttribute('SH_DEGREE_0_COEF_0')]: builder.add(
      colors.map((value) => (value - 0.5) / SH_C0),
      'VEC3',
    ),
  };
  return builder.toGlb({
    asset: { version: '2.0', generator: 'Kiln', ...(recipe && { extras: { kiln: recipe } }) },
    extensionsUsed: [SPLATTING],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [
      {
        primitives: [
          {
            attributes,
            mode: MODE.points,
            extensions: {
              [SPLATTING]: {
                kernel: 'ellipse',
                colorSpace: 'srgb_rec709_display',
                projection: 'perspective',
                sortingMethod: 'cameraDistance',
              },
            },
          },
        ],
      },
    ],
  });
}

function pointColors({ count, colors, opacities }: SplatCloud): Uint8Array {
  return Uint8Array.from({ length: 4 * count }, (_, i) => {
    const splat = Math.floor(i / 4);
    return Math.round(255 * (i % 4 === 3 ? opacities[splat]! : colors[3 * splat + (i % 4)]!));
  });
}
