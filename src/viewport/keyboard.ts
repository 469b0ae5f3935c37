import type { Orbit } from './orbit';

const TURN = Math.PI / 18;
const ZOOM = 1.15;
const PAN = 0.05;

const turns: Readonly<Record<string, (orbit: Orbit) => void>> = {
  ArrowLeft: (orbit) => orbit.turn(-TURN, 0),
  ArrowRight: (orbit) => orbit.turn(TURN, 0),
  ArrowUp: (orbit) => orbit.turn(0, TURN),
  ArrowDown: (orbit) => orbit.turn(0, -TURN),
  '+': (orbit) => orbit.zoom(1 / ZOOM),
  '=': (orbit) => orbit.zoom(1 / ZOOM),
  '-': (orbit) => orbit.zoom(ZOOM),
  Home: (orbit) => orbit.reset(),
  '0': (orbit) => orbit.reset(),
};

const pans: Readonly<Record<string, (orbit: Orbit) => void>> = {
  ArrowLeft: (orbit) => orbit.pan(-PAN, 0),
  ArrowRight: (orbit) => orbit.pan(PAN, 0),
  ArrowUp: (orbit) => orbit.pan(0, PAN),
  ArrowDown: (orbit) => orbit.pan(0, -PAN),
};

/** Arrows turn, shift and arrows pan, + and - zoom, Home goes home. True when the key meant something. */
export function steer(orbit: Orbit, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const act = (event.shiftKey ? pans[event.key] : undefined) ?? turns[event.key];
  act?.(orbit);
  return act !== undefined;
}
