import { Unplug, X } from 'lucide-react';
import { deleteCard } from '../../commands/delete-card';
import { makeAgain } from '../../commands/make-again';
import { showLibrary } from '../../commands/show-library';
import { cardTitle, type UnfinishedCard } from '../../store/library';
import { describeRequest } from '../format';
import { useStudio } from '../studio-context';
import { SMALL, useMedia } from '../use-media';

/** A generation whose tab was closed before its end. */
export function InterruptedCard({ card }: { readonly card: UnfinishedCard }) {
  const studio = useStudio();
  const isSmall = useMedia(SMALL);
  const title = cardTitle(card);
  const again = () => {
    void makeAgain(studio, card);
    if (isSmall) void showLibrary(studio, false);
  };
  return (
    <li className="card">
      <div className="card-face card-interrupted">
        <Unplug aria-hidden size={22} />
        <p>Interrupted</p>
        <button type="button" className="button-quiet" aria-label={`Generate ${title} again`} onClick={again}>
          {card.isBranch ? 'Start anew' : 'Generate again'}
        </button>
      </div>
      <button
        type="button"
        className="icon-button card-more"
        aria-label={`Delete ${title}`}
        onClick={() => void deleteCard(studio, card)}
      >
        <X aria-hidden size={17} />
      </button>
      <p className="card-title" title={title}>
        {title}
      </p>
      <p className="card-about">{describeRequest(card.request)}</p>
    </li>
  );
}
