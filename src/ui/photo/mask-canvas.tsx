import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { editMask } from '../../commands/edit-mask';
import type { Box } from '../../photo/box';
import { paintStroke } from '../../photo/paint';
import type { Mask } from '../../photo/picture';
import type { ReadyPhoto } from '../../store/photos';
import { isPressed } from '../shortcuts/match';
import { useStudio } from '../studio-context';
import { maskImage } from './mask-image';

export type Tool = 'add' | 'erase';

/** How far the brush moves with an arrow key, as a share of the longer side; and with shift. */
const MOVE = 0.025;
const FINE_MOVE = 0.005;

type Point = readonly [x: number, y: number];

interface Props {
  readonly photo: ReadyPhoto;
  readonly tool: Tool;
  /** Diameter of the brush as a share of the picture's longer side. */
  readonly size: number;
  /** A key asked for the other tool. */
  readonly onSwitch: () => void;
  /** A key asked for a larger (1) or smaller (-1) brush. */
  readonly onResize: (direction: 1 | -1) => void;
}

/** A photo to paint on with pointer, finger or keys: which part of it is the object. */
export function MaskCanvas({ photo, tool, size, onSwitch, onResize }: Props) {
  const studio = useStudio();
  const help = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  /** The mask while a stroke is drawn into it. */
  const stroke = useRef<Mask | null>(null);
  const { picture, masks } = photo;
  const { width, height } = picture;
  const longer = Math.max(width, height);
  const radius = (size * longer) / 2;
  const [brush, setBrush] = useState<Point>([width / 2, height / 2]);

  useEffect(() => {
    draw(canvas.current, photo, masks.present, { left: 0, top: 0, right: width, bottom: height });
  }, [photo, masks, width, height]);

  const paint = (from: Point, to: Point) => {
    stroke.current ??= masks.present.slice();
    const value = tool === 'add' ? 255 : 0;
    const patch = paintStroke(stroke.current, width, { from, to, radius, value });
    draw(canvas.current, photo, stroke.current, patch);
  };
  const finish = () => {
    if (!stroke.current) return;
    editMask(studio, photo.id, { type: 'paint', mask: stroke.current });
    stroke.current = null;
  };

  const pointOf = (event: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = canvas.current!.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    ];
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointOf(event);
    setBrush(at);
    paint(at, at);
  };
  const onPointerMove = (event: PointerEvent) => {
    const at = pointOf(event);
    if (stroke.current && event.currentTarget.hasPointerCapture(event.pointerId)) {
      let from = brush;
      // Between two frames a fast hand makes more than one move.
      for (const move of [...(event.nativeEvent.getCoalescedEvents?.() ?? []), event]) {
        const to = pointOf(move);
        paint(from, to);
        from = to;
      }
    }
    setBrush(at);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = longer * (event.shiftKey ? FINE_MOVE : MOVE);
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
      event.key
    ];
    if (move) {
      const to: Point = [within(brush[0] + move[0]!, width), within(brush[1] + move[1]!, height)];
      if (stroke.current) paint(brush, to);
      setBrush(to);
    } else if (isPressed('brushPaint', event)) {
      if (!event.repeat) paint(brush, brush);
    } else if (isPressed('brushSwitch', event)) {
      onSwitch();
    } else if (isPressed('brushLarger', event)) {
      onResize(1);
    } else if (isPressed('brushSmaller', event)) {
      onResize(-1);
    } else {
      return;
    }
    event.preventDefault();
  };
  const onKeyUp = ({ key }: KeyboardEvent) => {
    if (key === ' ' || key === 'Enter') finish();
  };

  return (
    <div
      className="mask-sheet"
      style={{ '--ratio': width / height } as CSSProperties}
      role="application"
      aria-roledescription="outline editor"
      aria-label={`Outline of the object in ${photo.name}`}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: role application takes keys, as its description says
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={finish}
      onPointerCancel={finish}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onBlur={finish}
    >
      <canvas ref={canvas} width={width} height={height} />
      <span
        className="mask-brush"
        data-tool={tool}
        style={{
          left: `${(100 * brush[0]) / width}%`,
          top: `${(100 * brush[1]) / height}%`,
          width: `${(200 * radius) / width}%`,
        }}
      />
      <p id={help} className="visually-hidden">
        Arrow keys move the brush, with shift in small steps. Hold space to paint. X switches between adding
        and erasing, square brackets change the brush’s size.
      </p>
    </div>
  );
}

function draw(canvas: HTMLCanvasElement | null, { picture }: ReadyPhoto, mask: Mask, patch: Box): void {
  // The outline of a pixel depends on its neighbours.
  const [left, top] = [Math.max(0, patch.left - 1), Math.max(0, patch.top - 1)];
  const right = Math.min(picture.width, patch.right + 1);
  const bottom = Math.min(picture.height, patch.bottom + 1);
  if (right <= left || bottom <= top) return;
  const image = maskImage(picture, mask, { left, top, right, bottom });
  canvas?.getContext('2d')?.putImageData(image, left, top);
}

function within(value: number, length: number): number {
  return Math.min(length, Math.max(0, value));
}
