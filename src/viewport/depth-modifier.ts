import { dyno, type SplatMesh } from '@sparkjsdev/spark';
import type { PerspectiveCamera } from 'three';

/** Half the diagonal of the unit cube that objects live in: nothing is nearer or farther than this from its centre. */
const RADIUS = Math.sqrt(3) / 2;

/** Brightness of the farthest point: above 0, so that an object's back still stands out from a black ground. */
const FAR_BRIGHTNESS = 0.08;

/**
 * Repaints splats by their distance from the camera plane, near = bright, in the shader that feeds Spark's sort. It
 * is always part of that shader and switched by a uniform: taking it out and in would compile a program each time.
 */
export class DepthModifier {
  readonly #near = new dyno.DynoFloat({ value: 0 });
  readonly #far = new dyno.DynoFloat({ value: 1 });
  readonly #amount = new dyno.DynoFloat({ value: 0 });
  readonly #mesh: SplatMesh;

  constructor(mesh: SplatMesh) {
    this.#mesh = mesh;
    mesh.worldModifier = dyno.dynoBlock({ gsplat: dyno.Gsplat }, { gsplat: dyno.Gsplat }, ({ gsplat }) => {
      if (!gsplat) throw new Error('Spark calls a modifier with a splat');
      const { center, rgb } = dyno.splitGsplat(gsplat).outputs;
      const { z } = dyno.split(mesh.context.worldToView.apply(center)).outputs;
      const nearness = dyno.div(dyno.add(z, this.#far), dyno.sub(this.#far, this.#near));
      const range = dyno.dynoConst('float', 1 - FAR_BRIGHTNESS);
      const value = dyno.clamp(
        dyno.add(dyno.mul(nearness, range), dyno.dynoConst('float', FAR_BRIGHTNESS)),
        dyno.dynoConst('float', 0),
        dyno.dynoConst('float', 1),
      );
      const grey = dyno.combine({ vectorType: 'vec3', x: value, y: value, z: value });
      return { gsplat: dyno.combineGsplat({ gsplat, rgb: dyno.mix(rgb, grey, this.#amount) }) };
    });
  }

  setEnabled(enabled: boolean): void {
    this.#amount.value = enabled ? 1 : 0;
    // Depth changes with every move of the camera, colour does not.
    this.#mesh.enableWorldToView = enabled;
    this.#mesh.updateVersion();
  }

  /**
   * Fits black and white to the object: depths are relative to it, so that zooming does not darken the picture.
   *
   * @param reach distance from the origin to the object's farthest splat, object units
   */
  fit(camera: PerspectiveCamera, reach: number): void {
    const radius = Math.min(RADIUS, Math.max(reach, 1e-3));
    camera.updateMatrixWorld();
    const { x, y, z } = camera.position;
    const forward = camera.matrixWorld.elements;
    // The camera looks along its -Z, so the origin lies this far ahead of it.
    const ahead = x * forward[8]! + y * forward[9]! + z * forward[10]!;
    this.#near.value = ahead - radius;
    this.#far.value = ahead + radius;
  }
}
