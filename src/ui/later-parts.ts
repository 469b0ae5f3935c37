/** What the first screen does not show: one script, which follows it. */
export { Advanced } from './advanced';
export { LibraryDrawer } from './library/library-drawer';
export { UndoToast } from './library/undo-toast';
export { Comparison } from './photo/comparison';
export { PhotoEditor } from './photo/photo-editor';
export { PicturesDialog } from './pictures/pictures-dialog';
export { ShortcutsPanel } from './shortcuts/shortcuts-panel';
export { Lesson } from './timeline/lesson';
export { Timeline } from './timeline/timeline';
export { Variations } from './variations/variations';
