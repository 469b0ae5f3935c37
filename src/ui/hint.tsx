import { Tooltip } from 'radix-ui';
import type { ReactElement } from 'react';

/** Says an icon's name to those who see it; its accessible name is the icon's own. */
export function Hint({
  text,
  side = 'left',
  children,
}: {
  readonly text: string;
  readonly side?: 'left' | 'top' | 'bottom';
  readonly children: ReactElement;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="hint" side={side} sideOffset={8} collisionPadding={8}>
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
