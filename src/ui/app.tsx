import { Tooltip } from 'radix-ui';
import { isBusy } from '../store/job';
import { Announcer } from './announcer';
import { Examples } from './examples';
import { Failures } from './failures';
import { Header } from './header';
import { Placard } from './placard';
import { ProgressText } from './progress';
import { PromptBar } from './prompt-bar';
import { Stage } from './stage';
import { useStudioState } from './studio-context';
import { useEscape } from './use-escape';
import { ViewTools } from './view-tools';

export function App() {
  useEscape();
  const busy = useStudioState(({ job }) => isBusy(job));
  return (
    <Tooltip.Provider delayDuration={500}>
      <div className="studio">
        <Header />
        <main>
          <Stage />
          <Placard />
          <ViewTools />
          <div className="dock">
            <Failures />
            <div className="dock-line">{busy ? <ProgressText /> : <Examples />}</div>
            <PromptBar />
          </div>
        </main>
        <Announcer />
      </div>
    </Tooltip.Provider>
  );
}
