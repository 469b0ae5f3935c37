import { Direction, Tooltip } from 'radix-ui';
import { isBusy } from '../store/job';
import { Announcer } from './announcer';
import { Examples } from './examples';
import { Failures } from './failures';
import { FileNotice } from './files/file-notice';
import { Header } from './header';
import { KnownThings } from './known-things';
import { DropVeil } from './photo/drop-veil';
import { PhotoHint } from './photo/photo-hint';
import { Placard } from './placard';
import { ProgressText } from './progress';
import { PromptBar } from './prompt-bar';
import { useShortcuts } from './shortcuts/use-shortcuts';
import { Stage } from './stage';
import { useStudioState } from './studio-context';
import { UpdateOffer } from './update-offer';
import { useLaterParts } from './use-later-parts';
import { ViewTools } from './view-tools';

export function App() {
  useShortcuts();
  const later = useLaterParts();
  const busy = useStudioState(({ job }) => isBusy(job));
  const isLibraryOpen = useStudioState(({ library }) => library.isOpen);
  const hasPhotos = useStudioState(({ photos }) => photos.tray.length > 0);
  const isGrid = useStudioState(({ variations }) => variations.isOpen);
  const hasKnown = useStudioState(({ known }) => known !== null);
  const idleLine = hasKnown ? <KnownThings /> : hasPhotos ? <PhotoHint /> : <Examples />;
  return (
    <Direction.Provider dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
      <Tooltip.Provider delayDuration={500}>
        <div className="studio">
          <Header />
          <UpdateOffer />
          <main>
            <Stage />
            {later && (
              <>
                <later.Variations />
                <later.Comparison />
              </>
            )}
            {!isGrid && (
              <>
                <Placard />
                <ViewTools />
              </>
            )}
            <div className="dock">
              <Failures />
              {later && !isGrid && (
                <>
                  <later.Lesson />
                  <later.Timeline />
                </>
              )}
              <div className="dock-line">{busy ? <ProgressText /> : idleLine}</div>
              <PromptBar />
            </div>
          </main>
          {later && (
            <>
              <later.LibraryDrawer />
              {!isLibraryOpen && <later.UndoToast />}
              <later.PhotoEditor />
              <later.PicturesDialog />
            </>
          )}
          <DropVeil />
          <Announcer />
          <FileNotice />
        </div>
      </Tooltip.Provider>
    </Direction.Provider>
  );
}
