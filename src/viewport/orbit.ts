import { MathUtils, PerspectiveCamera, Spherical, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Camera } from '../splat/render/camera';

/** Of the largest square in the middle of the canvas' free part: an object looks the same in a window of any shape. */
const FIELD_OF_VIEW = MathUtils.degToRad(22);
/** Radius of the ball that the home view shows whole: an object's half diagonal, give or take its shape. */
const SUBJECT_RADIUS = 0.66;
const HOME_DISTANCE = SUBJECT_RADIUS / Math.sin(FIELD_OF_VIEW / 2);
/** The home view: three-quarter front from a little above, as a product is photographed. */
const HOME_AZIMUTH = MathUtils.degToRad(35);
const HOME_ELEVATION = MathUtils.degToRad(17);
/** A little below the middle of the cube: objects are centred there, but their ground is part of the picture. */
const HOME_TARGET = new Vector3(0, -0.03, 0);

/** The part of the canvas that no panel covers, CSS pixels from each edge. */
interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The camera and its ways to move: orbit, zoom, pan and home, by pointer, touch or call. */
export class Orbit {
  readonly camera = new PerspectiveCamera(undefined, 1, 0.05, 50);
  readonly #controls: OrbitControls;

  /** @param onMove after any change of the camera */
  constructor(surface: HTMLElement, onMove: () => void) {
    this.#controls = new OrbitControls(this.camera, surface);
    this.#controls.enableDamping = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#controls.dampingFactor = 0.09;
    this.#controls.minDistance = 0.4;
    this.#controls.maxDistance = 12;
    this.#controls.maxTargetRadius = 1.5;
    this.#controls.addEventListener('change', onMove);
    this.reset();
  }

  /** Fits what is seen to a canvas of this size, CSS pixels. */
  resize(width: number, height: number, insets: Insets): void {
    const freeWidth = Math.max(1, width - insets.left - insets.right);
    const freeHeight = Math.max(1, height - insets.top - insets.bottom);
    const freeShare = Math.min(freeHeight, freeWidth) / height;
    this.camera.fov = MathUtils.radToDeg(2 * Math.atan(Math.tan(FIELD_OF_VIEW / 2) / freeShare));
    // The subject is centred in the free part by shifting the picture, which leaves the perspective alone.
    const shiftX = (insets.left - insets.right) / 2;
    const shiftY = (insets.top - insets.bottom) / 2;
    this.camera.aspect = width / height;
    this.camera.setViewOffset(width, height, -shiftX, -shiftY, width, height);
  }

  reset(): void {
    this.#halt();
    this.#controls.target.copy(HOME_TARGET);
    this.#place(new Spherical(HOME_DISTANCE, Math.PI / 2 - HOME_ELEVATION, HOME_AZIMUTH));
  }

  /** Turns about the target, radians; positive turns to the right and up. */
  turn(azimuth: number, elevation: number): void {
    const at = this.#spherical();
    at.theta += azimuth;
    at.phi -= elevation;
    this.#place(at.makeSafe());
  }

  /** @param factor of the distance: below 1 comes nearer */
  zoom(factor: number): void {
    const at = this.#spherical();
    at.radius *= factor;
    this.#place(at);
  }

  /** Moves the camera sideways and up, as shares of its distance. */
  pan(right: number, up: number): void {
    const distance = this.camera.position.distanceTo(this.#controls.target);
    const move = new Vector3(right * distance, up * distance, 0).applyQuaternion(this.camera.quaternion);
    this.#controls.target.add(move);
    this.camera.position.add(move);
    this.#controls.update();
  }

  /** What is seen in the middle of the free part of the canvas, in a square as large as fits there. */
  view(): Camera {
    this.camera.updateMatrixWorld();
    const e = this.camera.matrixWorld.elements;
    return {
      position: this.camera.position.toArray(),
      right: [e[0], e[1], e[2]],
      down: [-e[4], -e[5], -e[6]],
      forward: [-e[8], -e[9], -e[10]],
      fieldOfView: FIELD_OF_VIEW,
    };
  }

  /** Advances damping. True while the camera still moves. */
  update(): boolean {
    return this.#controls.update();
  }

  dispose(): void {
    this.#controls.dispose();
  }

  /** Uses up the swing that damping has left over, which would carry the camera away from where it is put. */
  #halt(): void {
    const { enableDamping } = this.#controls;
    this.#controls.enableDamping = false;
    this.#controls.update();
    this.#controls.enableDamping = enableDamping;
  }

  #spherical(): Spherical {
    return new Spherical().setFromVector3(this.camera.position.clone().sub(this.#controls.target));
  }

  #place(at: Spherical): void {
    this.camera.position.setFromSpherical(at).add(this.#controls.target);
    this.#controls.update();
  }
}
