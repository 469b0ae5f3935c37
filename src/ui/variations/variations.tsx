import { type CSSProperties, type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { pickVariation } from '../../commands/pick-variation';
import { cellKey, columnsOf, type Variation } from '../../store/variations';
import { useStudio, useStudioState } from '../studio-context';
import { useTurntable } from './use-turntable';

/** Variations side by side, each condensing in its cell; a press, Enter or its number puts one on the stage. */
export function Variations() {
  const isOpen = useStudioState(({ variations }) => variations.isOpen);
  return isOpen ? <Grid /> : null;
}

function Grid() {
  const studio = useStudio();
  const cells = useStudioState(({ variations }) => variations.cells);
  const grid = useRef<HTMLFieldSetElement>(null);

  const pick = (index: number) => {
    if (!cells[index]?.exhibit) return;
    pickVariation(studio, index);
    // The pressed cell is gone: the object is there to be turned.
    document.querySelector<HTMLElement>('.stage')?.focus();
  };

  const onNumber = useEffectEvent((event: globalThis.KeyboardEvent) => {
    const isWriting = (event.target as HTMLElement).closest?.('input, textarea, [role="dialog"]');
    const number = Number(event.key);
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey || !(number >= 1)) return;
    pick(number - 1);
  });
  useEffect(() => {
    window.addEventListener('keydown', onNumber);
    return () => window.removeEventListener('keydown', onNumber);
  }, []);

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const { gridTemplateColumns, direction } = getComputedStyle(grid.current!);
    const columns = gridTemplateColumns.split(' ').length;
    const target = cellKey(event.key, index, { count: cells.length, columns, isRtl: direction === 'rtl' });
    if (target === null) return;
    event.preventDefault();
    grid.current!.querySelectorAll<HTMLElement>('.variation')[target]!.focus();
  };

  return (
    <fieldset
      ref={grid}
      className="variations"
      aria-label="Variations"
      style={
        {
          '--columns': columnsOf(cells.length, false),
          '--columns-tall': columnsOf(cells.length, true),
        } as CSSProperties
      }
    >
      {cells.map((cell, index) => (
        <Cell
          key={cell.seed}
          cell={cell}
          index={index}
          onPick={() => pick(index)}
          onKeyDown={(event) => onKeyDown(event, index)}
        />
      ))}
    </fieldset>
  );
}

interface CellProps {
  readonly cell: Variation;
  readonly index: number;
  readonly onPick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Cell({ cell: { seed, exhibit }, index, onPick, onKeyDown }: CellProps) {
  const isOnStage = useStudioState(
    (state) => exhibit !== null && state.exhibit.shown?.trajectory === exhibit.trajectory,
  );
  const { canvas, turning } = useTurntable(exhibit?.cloud ?? null);
  const share = exhibit ? exhibit.step / exhibit.steps : 0;
  const state = !exhibit ? 'waiting' : share < 1 ? `step ${exhibit.step} of ${exhibit.steps}` : 'finished';
  return (
    <button
      type="button"
      className="variation"
      aria-label={`Variation ${index + 1}, seed ${seed}, ${state}`}
      aria-disabled={!exhibit}
      aria-current={isOnStage || undefined}
      data-step={exhibit?.step ?? 0}
      onClick={onPick}
      onKeyDown={onKeyDown}
      {...turning}
    >
      <canvas ref={canvas} />
      <span className="variation-number" aria-hidden="true">
        {index + 1}
      </span>
      {share > 0 && share < 1 && (
        <span className="variation-share" aria-hidden="true" style={{ transform: `scaleX(${share})` }} />
      )}
    </button>
  );
}
