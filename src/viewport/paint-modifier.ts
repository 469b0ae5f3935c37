import { dyno, type SplatMesh } from '@sparkjsdev/spark';
import { type PerspectiveCamera, Vector3 } from 'three';
import { depthRange, FAR_BRIGHTNESS } from '../splat/render/depth-range';

/** What splats are painted by. */
export type Paint = 'colour' | 'depth' | 'normals';

type Gsplat = dyno.DynoVal<typeof dyno.Gsplat>;

/**
 * Repaints splats by their distance from the camera plane or by the direction they face, in the shader that feeds
 * Spark's sort; see splat/render for what the colours mean. It is always part of that shader and switched by
 * uniforms: taking it out and in would compile a program each time.
 */
export class PaintModifier {
  readonly #near = new dyno.DynoFloat({ value: 0 });
  readonly #far = new dyno.DynoFloat({ value: 1 });
  readonly #depth = new dyno.DynoFloat({ value: 0 });
  readonly #normals = new dyno.DynoFloat({ value: 0 });
  readonly #mesh: SplatMesh;

  constructor(mesh: SplatMesh) {
    this.#mesh = mesh;
    mesh.worldModifier = dyno.dynoBlock({ gsplat: dyno.Gsplat }, { gsplat: dyno.Gsplat }, ({ gsplat }) => {
      if (!gsplat) throw new Error('Spark calls a modifier with a splat');
      const { center, rgb } = dyno.splitGsplat(gsplat).outputs;
      const inView = mesh.context.worldToView.apply(center);
      const painted = dyno.mix(
        dyno.mix(rgb, this.#greyOf(inView), this.#depth),
        this.#normalOf(gsplat, inView),
        this.#normals,
      );
      return { gsplat: dyno.combineGsplat({ gsplat, rgb: painted }) };
    });
  }

  set(paint: Paint): void {
    this.#depth.value = paint === 'depth' ? 1 : 0;
    this.#normals.value = paint === 'normals' ? 1 : 0;
    // These change with every move of the camera, colour does not.
    this.#mesh.enableWorldToView = paint !== 'colour';
    this.#mesh.updateVersion();
  }

  /**
   * Fits black and white to the object.
   *
   * @param reach distance from the origin to the object's farthest splat, object units
   */
  fit(camera: PerspectiveCamera, reach: number): void {
    camera.updateMatrixWorld();
    const forward = camera.getWorldDirection(new Vector3()).toArray();
    const { near, far } = depthRange({ position: camera.position.toArray(), forward }, reach);
    this.#near.value = near;
    this.#far.value = far;
  }

  /** @param inView centre in the camera's frame, which looks along -Z */
  #greyOf(inView: dyno.DynoVal<'vec3'>): dyno.DynoVal<'vec3'> {
    const { z } = dyno.split(inView).outputs;
    const nearness = dyno.div(dyno.add(z, this.#far), dyno.sub(this.#far, this.#near));
    const value = dyno.add(
      dyno.mul(dyno.clamp(nearness, constant(0), constant(1)), constant(1 - FAR_BRIGHTNESS)),
      constant(FAR_BRIGHTNESS),
    );
    return dyno.combine({ vectorType: 'vec3', x: value, y: value, z: value });
  }

  /** The shortest axis, turned to the camera's side. */
  #normalOf(gsplat: Gsplat, inView: dyno.DynoVal<'vec3'>): dyno.DynoVal<'vec3'> {
    const normal = this.#mesh.context.worldToView.applyDir(dyno.gsplatNormal(gsplat));
    const half = dyno.mul(dyno.sign(dyno.dot(normal, inView)), constant(-0.5));
    return dyno.add(dyno.mul(normal, half), constant(0.5));
  }
}

function constant(value: number): dyno.DynoVal<'float'> {
  return dyno.dynoConst('float', value);
}
