import type { Orbit } from './orbit';

const TURN = Math.PI / 18;
const ZOOM = 1.15;
const PAN = 0.05;

interface ViewKeys {
  readonly does: string;
  /** As they are listed for people. */
  readonly keys: readonly string[];
  readonly shift?: true;
  readonly acts: Readonly<Record<string, (orbit: Orbit) => void>>;
}

/** What keys do while the view has the focus. The first row that fits counts. */
export const VIEW_KEYS: readonly ViewKeys[] = [
  {
    does: 'Pan',
    keys: ['Shift+ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    shift: true,
    acts: {
      ArrowLeft: (orbit) => orbit.pan(-PAN, 0),
      ArrowRight: (orbit) => orbit.pan(PAN, 0),
      ArrowUp: (orbit) => orbit.pan(0, PAN),
      ArrowDown: (orbit) => orbit.pan(0, -PAN),
    },
  },
  {
    does: 'Turn',
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    acts: {
      ArrowLeft: (orbit) => orbit.turn(-TURN, 0),
      ArrowRight: (orbit) => orbit.turn(TURN, 0),
      ArrowUp: (orbit) => orbit.turn(0, TURN),
      ArrowDown: (orbit) => orbit.turn(0, -TURN),
    },
  },
  {
    does: 'Zoom',
    keys: ['+', '-'],
    acts: {
      '+': (orbit) => orbit.zoom(1 / ZOOM),
      '=': (orbit) => orbit.zoom(1 / ZOOM),
      '-': (orbit) => orbit.zoom(ZOOM),
    },
  },
  {
    does: 'Reset',
    keys: ['Home', '0'],
    acts: { Home: (orbit) => orbit.reset(), '0': (orbit) => orbit.reset() },
  },
];

/** Does what a key means here. True when it meant something. */
export function steer(orbit: Orbit, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const row = VIEW_KEYS.find(
    ({ shift, acts }) => (!shift || event.shiftKey) && Object.hasOwn(acts, event.key),
  );
  if (!row) return false;
  row.acts[event.key]!(orbit);
  return true;
}
