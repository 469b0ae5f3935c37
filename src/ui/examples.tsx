import { generate } from '../commands/generate';
import { setField } from '../commands/set-field';
import { useStudio } from './studio-context';

const PROMPTS = [
  'a castle on a hill',
  'a red race car',
  'a standing corgi dog',
  'a burger',
  'a pine tree',
] as const;

/** Prompts to start from: a press generates at once. */
export function Examples() {
  const studio = useStudio();
  return (
    <ul className="examples" aria-label="Example prompts">
      {PROMPTS.map((prompt) => (
        <li key={prompt}>
          <button
            type="button"
            className="chip"
            onClick={() => {
              setField(studio, 'prompt', prompt);
              void generate(studio);
            }}
          >
            {prompt}
          </button>
        </li>
      ))}
    </ul>
  );
}
