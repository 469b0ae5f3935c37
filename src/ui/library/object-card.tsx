import { useState } from 'react';
import { openCard } from '../../commands/open-card';
import { renameCard } from '../../commands/rename-card';
import { showLibrary } from '../../commands/show-library';
import { cardTitle, type KeptCard } from '../../store/library';
import { useStudio, useStudioState } from '../studio-context';
import { SMALL, useMedia } from '../use-media';
import { CardMenu } from './card-menu';
import { NameField } from './name-field';
import { Thumbnail } from './thumbnail';
import { When } from './when';

/** A finished object: a press puts it on the stage. */
export function ObjectCard({ card }: { readonly card: KeptCard }) {
  const studio = useStudio();
  const isShown = useStudioState(({ exhibit }) => exhibit.shown?.card === card.id);
  const isSmall = useMedia(SMALL);
  const [isNaming, setNaming] = useState(false);
  const title = cardTitle(card);
  const open = () => {
    void openCard(studio, card);
    // It would be opened behind the list.
    if (isSmall) void showLibrary(studio, false);
  };
  return (
    <li className="card" data-shown={isShown}>
      <button
        type="button"
        className="card-face"
        aria-label={`Open ${title}`}
        aria-current={isShown || undefined}
        onClick={open}
      >
        <Thumbnail bytes={card.thumbnail} />
      </button>
      <CardMenu card={card} onRename={() => setNaming(true)} />
      {isNaming ? (
        <NameField
          name={title}
          onDone={(name) => {
            setNaming(false);
            if (name !== null) void renameCard(studio, card, name);
          }}
        />
      ) : (
        <p className="card-title" title={title}>
          {title}
        </p>
      )}
      <When created={card.created} />
    </li>
  );
}
