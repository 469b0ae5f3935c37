import type { KeyboardEvent, PointerEvent } from 'react';
import { useId } from 'react';
import { setAzimuth } from '../../commands/set-azimuth';
import type { TrayPhoto } from '../../store/photos';
import { describeAngle } from '../format';
import { useStudio } from '../studio-context';

/** Units of the drawing. */
const SIZE = 168;
const MIDDLE = SIZE / 2;
const RADIUS = 62;
/** Degrees an arrow key turns, and a page key. */
const TURN = 5;
const QUARTER = 45;
/** Dragging rests at multiples of this many degrees when it is this near to them. */
const REST = 45;
const NEAR = 4;

interface Props {
  readonly tray: readonly TrayPhoto[];
  /** The photo whose angle is set. */
  readonly index: number;
}

/** Where around the object a photo was taken, seen from above: the front is below, its right side to the right. */
export function AngleRing({ tray, index }: Props) {
  const studio = useStudio();
  const label = useId();
  const photo = tray[index]!;
  const isFront = index === 0;
  const set = (azimuth: number | null) => setAzimuth(studio, photo.id, azimuth);

  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const right = event.clientX - (box.left + box.width / 2);
    const down = event.clientY - (box.top + box.height / 2);
    const angle = (Math.atan2(right, down) * 180) / Math.PI;
    const rest = Math.round(angle / REST) * REST;
    set(Math.round(Math.abs(angle - rest) < NEAR ? rest : angle));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const turn = {
      ArrowRight: TURN,
      ArrowUp: TURN,
      ArrowLeft: -TURN,
      ArrowDown: -TURN,
      PageUp: QUARTER,
      PageDown: -QUARTER,
    }[event.key];
    if (turn !== undefined) set((photo.azimuth ?? 0) + turn);
    else if (event.key === 'Home') set(0);
    else return;
    event.preventDefault();
  };

  return (
    <div className="angle">
      <p id={label} className="field-label">
        Taken from
      </p>
      <div
        className="angle-ring"
        data-unknown={photo.azimuth === null}
        {...(isFront
          ? { role: 'img', 'aria-label': 'Taken from the front' }
          : {
              role: 'slider',
              tabIndex: 0,
              'aria-labelledby': label,
              'aria-valuemin': 0,
              'aria-valuemax': 359,
              'aria-valuenow': Math.round(photo.azimuth ?? 0),
              'aria-valuetext': describeAngle(photo.azimuth, index),
              onKeyDown,
              onPointerDown: (event: PointerEvent<HTMLElement>) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                follow(event);
              },
              onPointerMove: (event: PointerEvent<HTMLElement>) => {
                if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
              },
            })}
      >
        <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
          <circle className="angle-track" cx={MIDDLE} cy={MIDDLE} r={RADIUS} />
          <rect className="angle-object" x={MIDDLE - 15} y={MIDDLE - 15} width={30} height={30} rx={7} />
          <path className="angle-object" d={`M${MIDDLE - 6} ${MIDDLE + 21}h12l-6 7z`} />
          {tray.map(
            ({ id, azimuth }, i) =>
              azimuth !== null &&
              i !== index && <Mark key={id} azimuth={azimuth} number={i + 1} isOwn={false} />,
          )}
          {photo.azimuth !== null && <Mark azimuth={photo.azimuth} number={index + 1} isOwn />}
        </svg>
      </div>
      {isFront ? (
        <p className="angle-note">The first photo is the front.</p>
      ) : (
        <label className="angle-unknown">
          <input
            type="checkbox"
            checked={photo.azimuth === null}
            onChange={({ target }) => set(target.checked ? null : 0)}
          />
          I don’t know
        </label>
      )}
    </div>
  );
}

interface MarkProps {
  readonly azimuth: number;
  readonly number: number;
  readonly isOwn: boolean;
}

/** A photo on the ring, by its number. */
function Mark({ azimuth, number, isOwn }: MarkProps) {
  const angle = (azimuth * Math.PI) / 180;
  const [x, y] = [MIDDLE + RADIUS * Math.sin(angle), MIDDLE + RADIUS * Math.cos(angle)];
  return (
    <g className="angle-mark" data-own={isOwn} transform={`translate(${x} ${y})`}>
      <circle r={isOwn ? 13 : 9} />
      <text dy="0.36em">{number}</text>
    </g>
  );
}
