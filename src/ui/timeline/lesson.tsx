import { useId, useState } from 'react';
import { usePosition } from './use-position';

/** What is seen while noise is added to an object and undone: on the stage stands one side of the story at a time. */
export function Lesson() {
  const position = usePosition();
  const [isOpen, setOpen] = useState(false);
  const text = useId();
  if (!position || position.trajectory.noising === 0) return null;
  const isAdding = position.step <= position.trajectory.noising;
  return (
    <aside className="lesson" aria-label="How it works" data-open={isOpen}>
      <h2>{isAdding ? 'Adding noise' : 'Undoing it'}</h2>
      <p id={text}>{isAdding ? <Adding /> : <Undoing />}</p>
      <button
        type="button"
        className="lesson-more"
        aria-expanded={isOpen}
        aria-controls={text}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Less' : 'More'}
      </button>
    </aside>
  );
}

function Adding() {
  return (
    <>
      Each step keeps a little less of the object x<sub>0</sub> and adds fresh Gaussian noise ε, so that x
      <sub>τ</sub> = (1 − τ) x<sub>0</sub> + τ ε. This is what training shows the network: an object at any
      noise level τ, and the object itself as the answer.
    </>
  );
}

function Undoing() {
  return (
    <>
      From x<sub>τ</sub> the network predicts the clean object, which is what you see, and the sampler goes a
      step towards it. In the end its views are joined into one surface. Go back to a low τ and continue: the
      same object returns; from a high τ only what the prompt says does.
    </>
  );
}
