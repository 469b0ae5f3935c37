import type { Card } from '../../store/library';
import { useStudioState } from '../studio-context';
import { InterruptedCard } from './interrupted-card';
import { ObjectCard } from './object-card';

interface Props {
  readonly cards: readonly Card[];
  /** What was searched for. */
  readonly search: string;
}

/** The cards that a search leaves, newest first, or a word on why there are none. */
export function CardGrid({ cards, search }: Props) {
  const isRead = useStudioState(({ library }) => library.isRead);
  const problem = useStudioState(({ library }) => library.problem);
  if (cards.length === 0) {
    return (
      <div className="library-empty" aria-live="polite">
        {search.trim() !== '' ? (
          <p>Nothing is called “{search.trim()}”.</p>
        ) : (
          isRead &&
          problem === null && (
            <>
              <p>Nothing here yet.</p>
              <p>What you generate is kept here, in this browser, with its settings.</p>
            </>
          )
        )}
      </div>
    );
  }
  return (
    <ul className="library-grid" aria-label="Objects">
      {cards.map((card) =>
        card.status === 'kept' ? (
          <ObjectCard key={card.id} card={card} />
        ) : (
          <InterruptedCard key={card.id} card={card} />
        ),
      )}
    </ul>
  );
}
