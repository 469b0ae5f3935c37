import { MathUtils, PerspectiveCamera, Spherical, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Camera } from '../splat/render/camera';

const FIELD_OF_VIEW = 30;
/** Radius of the ball that the home view shows whole: an object's half diagonal, give or take its shape. */
const SUBJECT_RADIUS = 0.66;
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
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.05, 50);
  readonly #controls: OrbitControls;
  #atHome = true;
  #homeDistance = 3;
  /** The part of the canvas' height that the shorter side of its free part takes. */
  #freeShare = 1;

  /** @param onMove after any change of the camera */
  constructor(surface: HTMLElement, onMove: () => void) {
    this.#controls = new OrbitControls(this.camera, surface);
    this.#controls.enableDamping = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#controls.dampingFactor = 0.09;
    this.#controls.minDistance = 0.4;
    this.#controls.maxDistance = 12;
    this.#controls.maxTargetRadius = 1.5;
    this.#controls.addEventListener('change', onMove);
    this.#controls.addEventListener('start', () => {
      this.#atHome = false;
    });
    this.reset();
  }

  /** Fits the view to a canvas of this size, CSS pixels; an untouched home view is framed anew. */
  resize(width: number, height: number, insets: Insets): void {
    const freeWidth = Math.max(1, width - insets.left - insets.right);
    const freeHeight = Math.max(1, height - insets.top - insets.bottom);
    // The subject is centred in the free part by shifting the picture, which leaves the perspective alone.
    const shiftX = (insets.left - insets.right) / 2;
    const shiftY = (insets.top - insets.bottom) / 2;
    this.camera.aspect = width / height;
    this.camera.setViewOffset(width, height, -shiftX, -shiftY, width, height);
    const halfAngle = MathUtils.degToRad(FIELD_OF_VIEW / 2);
    this.#freeShare = Math.min(freeHeight, freeWidth) / height;
    this.#homeDistance = SUBJECT_RADIUS / Math.sin(Math.atan(Math.tan(halfAngle) * this.#freeShare));
    if (this.#atHome) this.reset();
  }

  reset(): void {
    this.#halt();
    this.#atHome = true;
    this.#controls.target.copy(HOME_TARGET);
    this.#place(new Spherical(this.#homeDistance, Math.PI / 2 - HOME_ELEVATION, HOME_AZIMUTH));
  }

  /** Turns about the target, radians; positive turns to the right and up. */
  turn(azimuth: number, elevation: number): void {
    const at = this.#spherical();
    at.theta += azimuth;
    at.phi -= elevation;
    this.#atHome = false;
    this.#place(at.makeSafe());
  }

  /** @param factor of the distance: below 1 comes nearer */
  zoom(factor: number): void {
    const at = this.#spherical();
    at.radius *= factor;
    this.#atHome = false;
    this.#place(at);
  }

  /** Moves the camera sideways and up, as shares of its distance. */
  pan(right: number, up: number): void {
    const distance = this.camera.position.distanceTo(this.#controls.target);
    const move = new Vector3(right * distance, up * distance, 0).applyQuaternion(this.camera.quaternion);
    this.#controls.target.add(move);
    this.camera.position.add(move);
    this.#atHome = false;
    this.#controls.update();
  }

  /** What is seen in the middle of the free part of the canvas, in a square as large as fits there. */
  view(): Camera {
    this.camera.updateMatrixWorld();
    const e = this.camera.matrixWorld.elements;
    const halfAngle = MathUtils.degToRad(FIELD_OF_VIEW / 2);
    return {
      position: this.camera.position.toArray(),
      right: [e[0], e[1], e[2]],
      down: [-e[4], -e[5], -e[6]],
      forward: [-e[8], -e[9], -e[10]],
      fieldOfView: 2 * Math.atan(Math.tan(halfAngle) * this.#freeShare),
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
