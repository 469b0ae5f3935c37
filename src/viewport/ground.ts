import {
  ClampToEdgeWrapping,
  DataTexture,
  LinearFilter,
  Mesh,
  PlaneGeometry,
  RedFormat,
  ShaderMaterial,
  UnsignedByteType,
} from 'three';
import type { SplatCloud } from '../splat/cloud';
import { contactShadow, SHADOW_EXTENT, SHADOW_SIZE } from './contact-shadow';

/** Where the ground lies until an object stands on it: the low end of the unit cube's usual contents. */
const REST = -0.45;
/** Side of the visible ground, object units. */
const EXTENT = 3;

const vertexShader = /* glsl */ `
  varying vec2 ground;
  void main() {
    ground = position.xy;
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  }
`;

// Output is premultiplied. Ink is mixed by alpha only, so that the page's backdrop shows through.
const fragmentShader = /* glsl */ `
  uniform sampler2D shadow;
  uniform float strength;
  uniform vec3 ink;
  varying vec2 ground;

  float ring(float radius, float target) {
    float width = fwidth(radius) * 1.2;
    return 1.0 - smoothstep(0.0, width, abs(radius - target));
  }

  void main() {
    float radius = length(ground);
    // A plane's y points to -z once it lies on its back.
    vec2 at = vec2(ground.x, -ground.y) / ${SHADOW_EXTENT.toFixed(2)} + 0.5;
    float inside = step(0.0, min(min(at.x, at.y), min(1.0 - at.x, 1.0 - at.y)));
    float dark = texture2D(shadow, at).r * strength * inside * 0.62;
    float rings = ring(radius, 0.66) * 0.20 + ring(radius, 1.02) * 0.10 + ring(radius, 1.38) * 0.05;
    float alpha = dark + rings * (1.0 - dark);
    gl_FragColor = vec4(ink * rings * (1.0 - dark), alpha);
  }
`;

/** The studio's floor: a turntable's rings and the object's soft shadow. Seen from above only. */
export class Ground {
  readonly #texture = new DataTexture(
    new Uint8Array(SHADOW_SIZE * SHADOW_SIZE),
    SHADOW_SIZE,
    SHADOW_SIZE,
    RedFormat,
    UnsignedByteType,
  );
  readonly #material: ShaderMaterial;
  readonly mesh: Mesh;

  constructor() {
    this.#texture.minFilter = LinearFilter;
    this.#texture.magFilter = LinearFilter;
    this.#texture.wrapS = ClampToEdgeWrapping;
    this.#texture.wrapT = ClampToEdgeWrapping;
    this.#texture.needsUpdate = true;
    this.#material = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      uniforms: {
        shadow: { value: this.#texture },
        strength: { value: 1 },
        ink: { value: [1, 1, 1] },
      },
      transparent: true,
      premultipliedAlpha: true,
      depthWrite: false,
    });
    this.mesh = new Mesh(new PlaneGeometry(EXTENT, EXTENT), this.#material);
    this.mesh.rotation.x = -Math.PI / 2;
    this.mesh.position.y = REST;
    // Splats are drawn over it whatever three.js makes of their distances.
    this.mesh.renderOrder = -1;
  }

  /** Puts the ground under a cloud. The mist of early steps casts nothing and leaves the ground where it is. */
  update(cloud: SplatCloud): void {
    const shadow = contactShadow(cloud);
    if (shadow) {
      this.#texture.image.data?.set(shadow.texels);
      this.mesh.position.y = shadow.floor;
    } else {
      this.#texture.image.data?.fill(0);
    }
    this.#texture.needsUpdate = true;
  }

  /** @param ink colour of the rings, sRGB in [0, 1]; @param strength of the shadow, 0 to 1 */
  paint(ink: readonly [number, number, number], strength: number): void {
    this.#material.uniforms.ink!.value = ink;
    this.#material.uniforms.strength!.value = strength;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.#material.dispose();
    this.#texture.dispose();
  }
}
