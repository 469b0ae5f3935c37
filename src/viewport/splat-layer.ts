import { PackedSplats, SparkRenderer, SplatMesh } from '@sparkjsdev/spark';
import type { PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import type { SplatCloud } from '../splat/cloud';
import { reachOf } from '../splat/render/depth-range';
import { hashWords, packCloud, SCALE_ENCODING } from './pack-cloud';
import { type Paint, PaintModifier } from './paint-modifier';

/** A cloud as it reached the screen. */
export interface DrawnCloud {
  readonly cloud: SplatCloud;
  /** Of the packed splats that the GPU was given. */
  readonly hash: string;
}

/**
 * Draws one cloud at a time with Spark, in one mesh and one packed array for life: a new cloud is written over the
 * old one, so that a generation of any length allocates nothing on the GPU beyond its largest cloud.
 *
 * Spark sorts on another thread and shows a changed mapping only together with its order. Every new cloud is
 * therefore announced as a new mapping: the old one stays, whole, until the new one can be drawn right.
 */
export class SplatLayer {
  readonly #packed = new PackedSplats({ maxSplats: 1 });
  readonly #mesh: SplatMesh;
  readonly #spark: SparkRenderer;
  readonly #paint: PaintModifier;
  /** Clouds handed to Spark and not yet superseded on the screen, oldest first, by the mapping they came with. */
  #handed: { readonly mapping: number; readonly drawn: DrawnCloud }[] = [];
  #next: SplatCloud | null = null;
  /** While set, Spark's wish for a frame is not passed on. */
  #isQuiet = false;
  #reach = 0;

  readonly #scene: Scene;

  /** @param onDirty when a frame would look different from the last one */
  constructor(renderer: WebGLRenderer, scene: Scene, onDirty: () => void) {
    this.#scene = scene;
    this.#spark = new SparkRenderer({
      renderer,
      onDirty: () => {
        if (!this.#isQuiet) onDirty();
      },
      enableLod: false,
      // Centres stay float32 on their way to the screen: float16 relative to the camera is visibly stepped up close.
      accumExtSplats: true,
    });
    this.#mesh = new SplatMesh({
      packedSplats: this.#packed,
      splatEncoding: { rgbMin: 0, rgbMax: 1, sh1Max: 1, sh2Max: 1, sh3Max: 1, ...SCALE_ENCODING },
      editable: false,
      raycastable: false,
    });
    this.#paint = new PaintModifier(this.#mesh);
    scene.add(this.#spark, this.#mesh);
  }

  /** Takes a cloud to draw in place of the last one; clouds that are replaced before a frame are never packed. */
  show(cloud: SplatCloud): void {
    this.#next = cloud;
  }

  setPaint(paint: Paint): void {
    this.#paint.set(paint);
  }

  /**
   * Call before each frame. True when a new cloud has set out on its way through the sort: it can be seen in the
   * frame that `onDirty` will ask for, and not in this one.
   */
  prepare(camera: PerspectiveCamera): boolean {
    const next = this.#next;
    this.#next = null;
    // Spark sorts copies, so the packed array may change while it does.
    if (next) this.#write(next);
    this.#paint.fit(camera, this.#reach);
    if (!next) return false;
    this.#isQuiet = true;
    void this.#spark.update({ scene: this.#scene, camera });
    this.#isQuiet = false;
    // Spark asks once and then waits for a frame; the end of the sort must find it ready to ask.
    this.#spark.dirty = false;
    return true;
  }

  /** The cloud that the last frame showed; null before the first. */
  drawn(): DrawnCloud | null {
    const shown = this.#spark.display.mapping.find((entry) => entry.node === this.#mesh);
    if (shown?.mappingVersion === undefined) return null;
    const { mappingVersion } = shown;
    // Spark counts mappings up by itself too, so a cloud is shown from its own number to the next cloud's.
    const index = this.#handed.findLastIndex(({ mapping }) => mapping <= mappingVersion);
    if (index > 0) this.#handed.splice(0, index);
    return index < 0 ? null : this.#handed[0]!.drawn;
  }

  dispose(): void {
    this.#mesh.removeFromParent();
    this.#mesh.dispose();
    this.#spark.removeFromParent();
    this.#spark.dispose();
    this.#spark.geometry.dispose();
    this.#spark.material.dispose();
  }

  #write(cloud: SplatCloud): void {
    // Spark cannot sort nothing: an empty cloud is one splat that cannot be seen.
    const count = Math.max(1, cloud.count);
    const packed = this.#packed.ensureSplats(count);
    packed.fill(0, 0, 4);
    packCloud(cloud, packed);
    this.#packed.numSplats = count;
    this.#packed.needsUpdate = true;
    this.#mesh.updateMappingVersion();
    const drawn = { cloud, hash: hashWords(packed.subarray(0, 4 * count)) };
    this.#handed.push({ mapping: this.#mesh.mappingVersion, drawn });
    this.#reach = reachOf(cloud);
  }
}
