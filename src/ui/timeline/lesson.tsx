import { usePosition } from './use-position';

/** What is seen while noise is added to an object and undone: on the stage stands one side of the story at a time. */
export function Lesson() {
  const position = usePosition();
  if (!position || position.trajectory.noising === 0) return null;
  return (
    <aside className="lesson" aria-label="How it works">
      {position.step <= position.trajectory.noising ? <Adding /> : <Undoing />}
    </aside>
  );
}

function Adding() {
  return (
    <>
      <h2>Adding noise</h2>
      <p>
        Each step keeps a little less of the object x<sub>0</sub> and adds fresh Gaussian noise ε, so that x
        <sub>τ</sub> = (1 − τ) x<sub>0</sub> + τ ε. This is what training shows the network: an object at any
        noise level τ, and the object itself as the answer.
      </p>
    </>
  );
}

function Undoing() {
  return (
    <>
      <h2>Undoing it</h2>
      <p>
        From x<sub>τ</sub> the network predicts the clean object, which is what you see, and the sampler goes
        a step towards it. Go back to a low τ and continue: the same object returns; from a high τ only what
        the prompt says does.
      </p>
    </>
  );
}
