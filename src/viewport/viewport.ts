import { Scene, WebGLRenderer } from 'three';
import type { SplatCloud } from '../splat/cloud';
import type { Camera } from '../splat/render/camera';
import type { StudioStore } from '../store/studio-store';
import type { ViewMode } from '../store/view';
import { Ground } from './ground';
import type { ViewportHandle } from './handle';
import { steer } from './keyboard';
import { Orbit } from './orbit';
import { SplatLayer } from './splat-layer';

/** Above this the eye gains little and the splats' blending, the dear part, grows with the square. */
const MAX_PIXEL_RATIO = 2;

/** Rings and shadow on the page's backdrop, by what is behind them. */
const looks = {
  dark: { ink: [1, 0.93, 0.86], shadow: 0.9 },
  light: { ink: [0.36, 0.27, 0.2], shadow: 0.55 },
  measured: { ink: [1, 1, 1], shadow: 0 },
} as const;

interface ViewportEvents {
  onReady(): void;
  /** The graphics driver took the context away. */
  onLost(): void;
  /** The context came back, empty: this viewport is of no more use, and a new one will work. */
  onRestored(): void;
}

/** A second cloud beside the first, in a scene of its own. */
interface Beside {
  readonly scene: Scene;
  readonly layer: SplatLayer;
}

/**
 * The 3D view: draws what the store shows, on demand and never in a standing loop.
 *
 * What is on the screen can be read from the host's data attributes: `data-splats`, `data-hash` and `data-step` of
 * the drawn cloud, `data-drawn`, the number of different clouds drawn so far, and `data-camera`, where it is seen from.
 */
export class Viewport implements ViewportHandle {
  readonly #host: HTMLElement;
  readonly #store: StudioStore;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #ground = new Ground();
  readonly #splats: SplatLayer;
  /** The depth of the same cloud, where that is seen beside its colours. */
  #beside: Beside | null = null;
  readonly #orbit: Orbit;
  readonly #stop = new AbortController();
  readonly #colourScheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #steps = new WeakMap<SplatCloud, number>();
  readonly #waiting = new Set<() => void>();
  #cloud: SplatCloud | null = null;
  #look: keyof typeof looks | null = null;
  #mode: ViewMode = 'colour';
  #lastDrawn: SplatCloud | null = null;
  #drawnCount = 0;
  #frame = 0;
  /** Whether the next frame would look different from the last, apart from a new cloud. */
  #isStale = true;

  /**
   * @param host filled by the canvas; its padding is the room that panels take
   * @throws Error where WebGL 2 is missing
   */
  constructor(host: HTMLElement, store: StudioStore, events: ViewportEvents) {
    this.#host = host;
    this.#store = store;
    // Spark antialiases splats itself, and multisampling would cost it dear.
    this.#renderer = new WebGLRenderer({
      alpha: true,
      antialias: false,
      powerPreference: 'high-performance',
    });
    const canvas = this.#renderer.domElement;
    canvas.setAttribute('aria-hidden', 'true');
    host.prepend(canvas);
    this.#orbit = new Orbit(canvas, () => this.#invalidate());
    this.#splats = new SplatLayer(this.#renderer, this.#scene, () => this.#invalidate());
    this.#scene.add(this.#ground.mesh);

    const { signal } = this.#stop;
    canvas.addEventListener(
      'webglcontextlost',
      (event) => {
        // Without this the browser would not give the context back.
        event.preventDefault();
        events.onLost();
      },
      { signal },
    );
    canvas.addEventListener('webglcontextrestored', () => events.onRestored(), { signal });
    host.addEventListener(
      'keydown',
      (event) => {
        if (event.target === host && steer(this.#orbit, event)) {
          event.preventDefault();
          this.#invalidate();
        }
      },
      { signal },
    );
    this.#colourScheme.addEventListener('change', () => this.#follow(), { signal });
    const resizes = new ResizeObserver(() => this.#resize());
    resizes.observe(host);
    signal.addEventListener('abort', () => resizes.disconnect());
    signal.addEventListener(
      'abort',
      store.subscribe(() => this.#follow()),
    );

    this.#resize();
    this.#follow();
    events.onReady();
  }

  resetView(): void {
    this.#orbit.reset();
    this.#invalidate();
  }

  view(): Camera {
    return this.#orbit.view();
  }

  whenDrawn(cloud: SplatCloud): Promise<void> {
    if (cloud === this.#lastDrawn) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  dispose(): void {
    this.#stop.abort();
    cancelAnimationFrame(this.#frame);
    this.#settle();
    this.#splats.dispose();
    this.#beside?.layer.dispose();
    this.#ground.dispose();
    this.#orbit.dispose();
    this.#renderer.dispose();
    this.#renderer.domElement.remove();
  }

  #follow(): void {
    const { exhibit, view } = this.#store.getState();
    if (exhibit.shown && exhibit.shown.cloud !== this.#cloud) {
      const { cloud, step } = exhibit.shown;
      this.#cloud = cloud;
      this.#steps.set(cloud, step);
      // The first object stands on its ground in the first frame that shows it.
      if (!this.#lastDrawn) this.#ground.update(cloud);
      this.#splats.show(cloud);
      this.#beside?.layer.show(cloud);
      this.#schedule();
    }
    if (view.mode !== this.#mode) this.#setMode(view.mode);
    this.#setLook();
  }

  #setMode(mode: ViewMode): void {
    const isSplit = mode === 'colour-depth';
    const wasSplit = this.#mode === 'colour-depth';
    this.#mode = mode;
    this.#splats.setPaint(isSplit ? 'colour' : mode);
    this.#invalidate();
    if (isSplit === wasSplit) return;
    this.#beside?.layer.dispose();
    this.#beside = isSplit ? this.#makeBeside() : null;
    this.#resize();
  }

  #makeBeside(): Beside {
    const scene = new Scene();
    const layer = new SplatLayer(this.#renderer, scene, () => this.#invalidate());
    layer.setPaint('depth');
    if (this.#cloud) layer.show(this.#cloud);
    return { scene, layer };
  }

  #setLook(): void {
    const isMeasured = this.#mode === 'depth' || this.#mode === 'normals';
    // Beside a depth map, which is read against black, the colours are seen in the dark.
    const isDark = this.#mode === 'colour-depth' || this.#colourScheme.matches;
    const look = isMeasured ? 'measured' : isDark ? 'dark' : 'light';
    if (look === this.#look) return;
    this.#look = look;
    this.#ground.paint(looks[look].ink, looks[look].shadow);
    this.#invalidate();
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#host;
    if (clientWidth === 0 || clientHeight === 0) return;
    const style = getComputedStyle(this.#host);
    const parts = this.#beside ? 2 : 1;
    this.#orbit.resize(clientWidth / parts, clientHeight, {
      top: Number.parseFloat(style.paddingTop),
      right: Number.parseFloat(style.paddingRight),
      bottom: Number.parseFloat(style.paddingBottom),
      left: Number.parseFloat(style.paddingLeft),
    });
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio, MAX_PIXEL_RATIO));
    this.#renderer.setSize(clientWidth, clientHeight);
    // A resized canvas is blank until it is drawn: waiting for the next frame would flash.
    this.#isStale = true;
    this.#draw();
  }

  #invalidate(): void {
    this.#isStale = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    if (this.#renderer.getContext().isContextLost()) return;
    if (this.#orbit.update()) this.#invalidate();
    const { camera } = this.#orbit;
    const isUnderway = this.#splats.prepare(camera);
    this.#beside?.layer.prepare(camera);
    // Drawing the old cloud once more would only hold up the new one.
    if (isUnderway && !this.#isStale) return;
    this.#isStale = false;
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (this.#beside) {
      this.#drawPart(this.#scene, 0, width / 2);
      this.#drawPart(this.#beside.scene, width / 2, width / 2);
    } else {
      this.#renderer.setScissorTest(false);
      this.#renderer.setViewport(0, 0, width, height);
      this.#renderer.render(this.#scene, camera);
    }
    this.#report();
  }

  /** Draws a part of the canvas, from its top to its bottom. */
  #drawPart(scene: Scene, left: number, width: number): void {
    const { clientHeight } = this.#host;
    this.#renderer.setScissorTest(true);
    this.#renderer.setViewport(left, 0, width, clientHeight);
    this.#renderer.setScissor(left, 0, width, clientHeight);
    this.#renderer.render(scene, this.#orbit.camera);
  }

  #report(): void {
    this.#host.dataset.camera = this.#orbit.camera.position
      .toArray()
      .map((value) => value.toFixed(3))
      .join(' ');
    const drawn = this.#splats.drawn();
    if (!drawn || drawn.cloud === this.#lastDrawn) return;
    this.#lastDrawn = drawn.cloud;
    // Not before: the ground would leave the old object hanging in the air.
    this.#ground.update(drawn.cloud);
    this.#invalidate();
    this.#drawnCount += 1;
    this.#host.dataset.drawn = String(this.#drawnCount);
    this.#host.dataset.splats = String(drawn.cloud.count);
    this.#host.dataset.hash = drawn.hash;
    this.#host.dataset.step = String(this.#steps.get(drawn.cloud));
    this.#settle();
  }

  /** A later cloud in its place will do: a cloud that was overtaken is never drawn. */
  #settle(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
