import { Download, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { deleteCard } from '../../commands/delete-card';
import { saveCard } from '../../commands/save-card';
import { cardTitle, type KeptCard } from '../../store/library';
import { formatName } from '../files/formats';
import { useStudio, useStudioState } from '../studio-context';

interface Props {
  readonly card: KeptCard;
  readonly onRename: () => void;
}

/** What can be done to an object in the library. */
export function CardMenu({ card, onRename }: Props) {
  const studio = useStudio();
  const format = useStudioState(({ files }) => files.format);
  // The name's field is there, and takes the focus, only once the menu has given it back.
  const isRenaming = useRef(false);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="icon-button card-more" aria-label={`More about ${cardTitle(card)}`}>
        <Ellipsis aria-hidden size={17} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="choice-list"
          align="end"
          sideOffset={4}
          collisionPadding={12}
          onCloseAutoFocus={(event) => {
            if (!isRenaming.current) return;
            isRenaming.current = false;
            event.preventDefault();
            onRename();
          }}
        >
          <DropdownMenu.Item
            className="choice-item menu-item"
            onSelect={() => {
              isRenaming.current = true;
            }}
          >
            <Pencil aria-hidden size={16} />
            Rename
          </DropdownMenu.Item>
          <DropdownMenu.Item className="choice-item menu-item" onSelect={() => void saveCard(studio, card)}>
            <Download aria-hidden size={16} />
            Save {formatName(format)}
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="save-line" />
          <DropdownMenu.Item className="choice-item menu-item" onSelect={() => void deleteCard(studio, card)}>
            <Trash2 aria-hidden size={16} />
            Delete
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
