import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { thumbnail } from '../../commands/thumbnail';
import type { Exhibit } from '../../store/exhibit';
import { useStudio } from '../studio-context';

/** Pixels along a side of the pictures; drawn on the processor, so no larger than a cell of a usual window. */
const SIZE = 224;
/** From where it is shown at rest, as on the stage. Degrees. */
const REST = 35;
/** Degrees a second. */
const SPEED = 60;

/** Pointer and focus handlers for what is turned. */
interface Turning {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/**
 * Draws a cloud small into a canvas, anew whenever it changes, and turns it while it is pointed at or focused, unless
 * less motion was asked for. Pictures come from another thread, one at a time: clouds that come faster are skipped.
 */
export function useTurntable(cloud: Exhibit['cloud'] | null): {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly turning: Turning;
} {
  const studio = useStudio();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isTurning, setTurning] = useState(false);
  const isDrawing = useRef(false);
  /** Milliseconds that it has been turned. */
  const turned = useRef(0);
  const drawn = useRef<{ cloud: Exhibit['cloud']; azimuth: number } | null>(null);

  const draw = useEffectEvent(async () => {
    if (!cloud || isDrawing.current) return;
    const azimuth = REST + (SPEED * turned.current) / 1000;
    if (drawn.current?.cloud === cloud && drawn.current.azimuth === azimuth) return;
    isDrawing.current = true;
    try {
      const { pixels, width, height } = await thumbnail(studio, cloud, azimuth, SIZE);
      drawn.current = { cloud, azimuth };
      canvas.current
        ?.getContext('2d')
        ?.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
    } finally {
      isDrawing.current = false;
    }
    // What came meanwhile.
    void draw();
  });

  useEffect(() => {
    canvas.current!.width = SIZE;
    canvas.current!.height = SIZE;
  }, []);

  useEffect(() => {
    if (cloud) void draw();
  }, [cloud]);

  useEffect(() => {
    if (!isTurning || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let before = performance.now();
    let frame = requestAnimationFrame(function turn(now) {
      turned.current += now - before;
      before = now;
      void draw();
      frame = requestAnimationFrame(turn);
    });
    return () => cancelAnimationFrame(frame);
  }, [isTurning]);

  const start = () => setTurning(true);
  const stop = () => setTurning(false);
  return {
    canvas,
    turning: { onPointerEnter: start, onPointerLeave: stop, onFocus: start, onBlur: stop },
  };
}
