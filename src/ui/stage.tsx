import { useState } from 'react';
import { MessageCard } from './message-card';
import { useStudioState } from './studio-context';
import { View3D } from './view3d';

const messages = {
  lost: 'The graphics driver took the 3D view away, often after sleep or an update. Your object is safe.',
  failed: 'The 3D view could not be loaded. Check the connection and reload the page.',
  unsupported:
    'This browser cannot draw 3D: WebGL 2 is switched off or missing. Switch on hardware acceleration or try another browser. Objects can still be generated and saved.',
} as const;

/** The whole window behind the panels: the 3D view, or why there is none. */
export function Stage() {
  const surface = useStudioState(({ view }) => view.surface);
  const [attempt, setAttempt] = useState(0);
  const restart = () => setAttempt(attempt + 1);
  const actions = {
    lost: { label: 'Restart the view', run: restart },
    // Code that failed to load once is not asked for again within a page.
    failed: { label: 'Reload the page', run: () => location.reload() },
    unsupported: undefined,
  } as const;
  return (
    <>
      <View3D key={attempt} onRestored={restart} />
      {(surface === 'lost' || surface === 'failed' || surface === 'unsupported') && (
        <div className="stage-message">
          <MessageCard message={messages[surface]} action={actions[surface]} />
        </div>
      )}
    </>
  );
}
