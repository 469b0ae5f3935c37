import { Flame, SlidersHorizontal, Square } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { type KeyboardEvent, useId, useState } from 'react';
import { cancel } from '../commands/cancel';
import { generate } from '../commands/generate';
import { setField } from '../commands/set-field';
import { isBusy } from '../store/job';
import { Hint } from './hint';
import { KNOWN_THINGS_ID, knownThingId, steerKnownThings } from './known-things';
import { AddPhotosButton } from './photo/add-photos-button';
import { PhotoNotes } from './photo/photo-notes';
import { PhotoTray } from './photo/photo-tray';
import { ProgressLine } from './progress';
import { PromptNotes } from './prompt-notes';
import { isPressed } from './shortcuts/match';
import { shortcutProps } from './shortcuts/table';
import { useStudio, useStudioState } from './studio-context';
import { useLaterParts } from './use-later-parts';

/** Where an object is asked for: the prompt, what lies behind it, and one button that starts or stops. */
export function PromptBar() {
  const studio = useStudio();
  const prompt = useStudioState((state) => state.settings.prompt);
  const problem = useStudioState((state) => state.problems.prompt);
  const hiddenProblem = useStudioState(
    ({ problems }) =>
      problems.seed ??
      problems.steps ??
      problems.guidance ??
      problems.photoGuidance ??
      problems.fidelity ??
      problems.sampler,
  );
  const busy = useStudioState(({ job }) => isBusy(job));
  const count = useStudioState(({ variations }) => variations.count);
  const hasPhotos = useStudioState(({ photos }) => photos.tray.length > 0);
  const known = useStudioState((state) => (isBusy(state.job) ? null : state.known));
  const [isOpen, setOpen] = useState(false);
  const later = useLaterParts();
  const notes = useId();

  const submit = () => void generate(studio);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!event.nativeEvent.isComposing && steerKnownThings(studio, event)) {
      event.preventDefault();
      return;
    }
    // Enter also picks a candidate in an input method: that one is not for us.
    if (!isPressed('submit', event) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };

  return (
    <Collapsible.Root asChild open={isOpen || hiddenProblem !== undefined} onOpenChange={setOpen}>
      <form
        className="prompt-bar"
        aria-label="Generate an object"
        data-busy={busy}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ProgressLine />
        <Collapsible.Content className="advanced-fold">{later && <later.Advanced />}</Collapsible.Content>
        <PhotoTray />
        <PhotoNotes />
        <div className="prompt-row">
          <AddPhotosButton />
          <textarea
            className="prompt"
            dir="auto"
            rows={1}
            aria-label="Prompt"
            aria-invalid={problem !== undefined}
            aria-describedby={notes}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            {...(known && {
              'aria-controls': KNOWN_THINGS_ID,
              'aria-activedescendant': known.active === null ? undefined : knownThingId(known.active),
            })}
            placeholder={hasPhotos ? 'Say what it is, if you like' : 'What shall we make?'}
            enterKeyHint="go"
            spellCheck={false}
            autoComplete="off"
            value={prompt}
            onChange={(event) => setField(studio, 'prompt', event.target.value)}
            onKeyDown={onKeyDown}
            {...shortcutProps('prompt')}
          />
          <Hint text="Advanced" side="top">
            <Collapsible.Trigger
              className="icon-button"
              aria-label="Advanced settings"
              {...shortcutProps('settings')}
            >
              <SlidersHorizontal aria-hidden size={18} />
            </Collapsible.Trigger>
          </Hint>
          {busy ? (
            <button
              key="cancel"
              type="button"
              className="button-main is-cancel"
              onClick={() => cancel(studio)}
              {...shortcutProps('cancel')}
            >
              <Square aria-hidden size={14} fill="currentColor" />
              <span>Cancel</span>
            </button>
          ) : (
            <button key="generate" type="submit" className="button-main" {...shortcutProps('generate')}>
              <Flame aria-hidden size={17} />
              <span>Generate{count > 1 && ` ${count}`}</span>
            </button>
          )}
        </div>
        <PromptNotes id={notes} />
      </form>
    </Collapsible.Root>
  );
}
