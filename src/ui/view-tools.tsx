import { Columns2, Compass, Layers, Palette, RotateCcw } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import { resetView } from '../commands/reset-view';
import { setViewMode } from '../commands/set-view-mode';
import type { ViewMode } from '../store/view';
import { Hint } from './hint';
import { shortcutProps } from './shortcuts/table';
import { useStudio, useStudioState } from './studio-context';

const modes = [
  { mode: 'colour', label: 'Colour', Icon: Palette },
  { mode: 'depth', label: 'Depth', Icon: Layers },
  { mode: 'normals', label: 'Normals', Icon: Compass },
  { mode: 'colour-depth', label: 'Colour and depth', Icon: Columns2 },
] as const satisfies readonly { mode: ViewMode; label: string; Icon: typeof Palette }[];

/** How the object is looked at. */
export function ViewTools() {
  const studio = useStudio();
  const mode = useStudioState((state) => state.view.mode);
  const next = modes[(modes.findIndex((each) => each.mode === mode) + 1) % modes.length];
  return (
    <div className="view-tools">
      <ToggleGroup.Root
        type="single"
        orientation="vertical"
        className="view-modes"
        aria-label="Paint by"
        value={mode}
        onValueChange={(value) => {
          // Pressing the chosen one again would choose none.
          if (value) setViewMode(studio, value as ViewMode);
        }}
      >
        {modes.map(({ mode, label, Icon }) => (
          <Hint key={mode} text={label}>
            <ToggleGroup.Item
              value={mode}
              className="icon-button"
              aria-label={label}
              {...(mode === next?.mode && shortcutProps('paint'))}
            >
              <Icon aria-hidden size={18} />
            </ToggleGroup.Item>
          </Hint>
        ))}
      </ToggleGroup.Root>
      <Hint text="Reset view">
        <button
          type="button"
          className="icon-button"
          aria-label="Reset view"
          onClick={() => resetView(studio)}
          {...shortcutProps('resetView')}
        >
          <RotateCcw aria-hidden size={18} />
        </button>
      </Hint>
    </div>
  );
}
