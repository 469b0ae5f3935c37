import type { Mesh } from '../mesh/mesh';
import type { ExportFormat, FileSource } from '../protocol/files';
import { writeCompressedPly } from '../splat/writers/write-compressed-ply';
import { writePly } from '../splat/writers/write-ply';
import { writeSplat } from '../splat/writers/write-splat';
import { writeSplatGlb } from '../splat/writers/write-splat-glb';
import { writeSpz } from '../splat/writers/write-spz';
import { followPhotos } from './follow-photos';

type Progress = (share: number) => void;

/**
 * Writes an object to a file, with its recipe where the format has room for one.
 *
 * @throws RangeError for a cloud that is not valid; NothingSolidError for a mesh of nothing
 */
export async function exportFile(
  format: ExportFormat,
  source: FileSource,
  onProgress: Progress = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { cloud, recipe } = source;
  switch (format) {
    case 'ply':
      return writePly(cloud, recipe);
    case 'compressed-ply':
      return writeCompressedPly(cloud, recipe);
    case 'splat':
      return writeSplat(cloud);
    case 'spz':
      return writeSpz(cloud, recipe);
    case 'splat-glb':
      return writeSplatGlb(cloud, recipe);
    case 'sog': {
      const { writeSog } = await import('../splat/writers/write-sog');
      return writeSog(cloud, recipe);
    }
    case 'mesh-glb': {
      const mesh = await meshFrom(source, onProgress);
      const { writeMeshGlb } = await import('../mesh/writers/write-mesh-glb');
      return writeMeshGlb(mesh, recipe);
    }
    case 'obj': {
      const mesh = await meshFrom(source, onProgress);
      const { writeObj } = await import('../mesh/writers/write-obj');
      return writeObj(mesh, recipe);
    }
    default:
      return format satisfies never;
  }
}

async function meshFrom(
  { cloud, viewset, recipe, photos = [] }: FileSource,
  onProgress: Progress,
): Promise<Mesh> {
  const [{ meshOf }, { FinishedObject }, { cloudToViewset }] = await Promise.all([
    import('../viewset/to-mesh'),
    import('../viewset/finished-object'),
    import('../viewset/from-cloud'),
  ]);
  const object = new FinishedObject(viewset ?? cloudToViewset(cloud));
  // A cloud on its own has what the photos said of it already.
  if (viewset) followPhotos(object, photos, recipe?.photoGuidance ?? 0);
  onProgress(0.4);
  return meshOf(object, (share) => onProgress(0.4 + 0.55 * share));
}
