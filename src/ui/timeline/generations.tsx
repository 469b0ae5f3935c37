import { GitBranch } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type CSSProperties, type KeyboardEvent, useId } from 'react';
import { showTrajectory } from '../../commands/scrub';
import { isWhole, lengthOf, type Row, rowsOf, treeKey } from '../../store/timeline';
import { formatCount, shorten, titleOf } from '../format';
import { Hint } from '../hint';
import { useStudio, useStudioState } from '../studio-context';

/** All generations that are kept, with their branches, to turn the stage to. */
export function Generations() {
  const count = useStudioState(({ timeline }) => timeline.trajectories.length);
  const label = `Generations and branches, ${formatCount(count)}`;
  return (
    <Popover.Root>
      <Hint text="Generations and branches" side="top">
        <Popover.Trigger className="icon-button generations-button" aria-label={label} disabled={count === 0}>
          <GitBranch aria-hidden size={17} />
          {count > 1 && (
            <span className="generations-count" aria-hidden="true">
              {count}
            </span>
          )}
        </Popover.Trigger>
      </Hint>
      <Popover.Portal>
        <Popover.Content
          className="popover generations"
          side="top"
          align="end"
          sideOffset={10}
          collisionPadding={12}
          aria-label="Generations"
        >
          <h2>Generations</h2>
          <Tree />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Tree() {
  const studio = useStudio();
  const trajectories = useStudioState(({ timeline }) => timeline.trajectories);
  const shown = useStudioState(({ exhibit }) => exhibit.shown?.trajectory);
  const prefix = useId();
  const rows = rowsOf(trajectories);
  const focusable = rows.some(({ trajectory }) => trajectory.id === shown) ? shown : rows[0]?.trajectory.id;
  const idOf = (id: number) => `${prefix}-${id}`;

  const onKeyDown = (event: KeyboardEvent, id: number) => {
    if (event.key === 'Enter' || event.key === ' ') showTrajectory(studio, id);
    else {
      const target = treeKey(rows, id, event.key);
      if (target === null) return;
      document.getElementById(idOf(target))?.focus();
    }
    event.preventDefault();
  };

  return (
    <div className="generations-tree" role="tree" aria-label="Generations">
      {rows.map((row) => {
        const { id } = row.trajectory;
        return (
          <div
            key={id}
            id={idOf(id)}
            role="treeitem"
            className="generation"
            aria-level={row.depth + 1}
            aria-selected={id === shown}
            tabIndex={id === focusable ? 0 : -1}
            style={{ '--depth': row.depth } as CSSProperties}
            onClick={() => showTrajectory(studio, id)}
            onKeyDown={(event) => onKeyDown(event, id)}
          >
            <span className="generation-title">{shorten(titleOf(row.trajectory))}</span>
            <span className="generation-about">
              <About row={row} />
            </span>
          </div>
        );
      })}
    </div>
  );
}

function About({ row }: { readonly row: Row }) {
  const running = useStudioState(({ timeline }) => timeline.running);
  const { trajectory } = row;
  const { request, parent, levels } = trajectory;
  return [
    ...(parent ? [`from step\u00a0${parent.step}`] : []),
    ...(trajectory.noising > 0 ? ['noised and undone'] : []),
    `seed\u00a0${request.seed}`,
    ...(trajectory.id === running
      ? [`step\u00a0${levels.length} of ${lengthOf(trajectory)}`]
      : isWhole(trajectory)
        ? []
        : [`stopped at step\u00a0${levels.length}`]),
  ].join(' · ');
}
