/** A thing that keys do. */
export interface Shortcut {
  /**
   * Any of these does it: a `KeyboardEvent.key`, after `Mod+` (Command on a Mac, Control elsewhere) and `Shift+` where
   * they belong to it.
   */
  readonly keys: readonly [string, ...string[]];
  readonly does: string;
  readonly group: (typeof GROUPS)[number];
  /** Held down, it does it again and again. */
  readonly repeats?: true;
  /** Works where the focus is, through `isPressed`, rather than in the whole page. */
  readonly local?: true;
}

export const GROUPS = ['Make', 'Steps', 'Look', 'Files', 'Outline of a photo'] as const;

/**
 * All shortcuts, of the page and of its parts; the list behind `?` is this table. A shortcut of the whole page presses
 * the control that carries its `shortcutProps`, or moves the focus to it where it takes text: for a new one, add a row
 * here and spread the props there.
 */
export const SHORTCUTS = {
  prompt: { keys: ['/'], does: 'Write a prompt', group: 'Make' },
  submit: { keys: ['Enter'], does: 'Generate, from the prompt', group: 'Make', local: true },
  generate: { keys: ['Mod+Enter'], does: 'Generate, from anywhere', group: 'Make' },
  cancel: { keys: ['Escape'], does: 'Cancel', group: 'Make' },
  settings: { keys: ['a'], does: 'Advanced settings', group: 'Make' },
  photos: { keys: ['i'], does: 'Add photos', group: 'Make' },
  play: { keys: ['p'], does: 'Play or pause', group: 'Steps' },
  playHere: { keys: [' '], does: 'Play or pause, on the slider', group: 'Steps', local: true },
  stepBack: { keys: [','], does: 'Step back', group: 'Steps', repeats: true },
  stepForward: { keys: ['.'], does: 'Step forward', group: 'Steps', repeats: true },
  branch: { keys: ['b'], does: 'Continue from this step', group: 'Steps' },
  paint: { keys: ['d'], does: 'Colour, depth, normals', group: 'Look' },
  resetView: { keys: ['r'], does: 'Reset the view', group: 'Look' },
  help: { keys: ['?'], does: 'These shortcuts', group: 'Look' },
  save: { keys: ['Mod+s'], does: 'Save', group: 'Files' },
  open: { keys: ['Mod+o'], does: 'Open a file', group: 'Files' },
  library: { keys: ['l'], does: 'Library', group: 'Files' },
  brushPaint: { keys: [' ', 'Enter'], does: 'Paint', group: 'Outline of a photo', local: true },
  brushSwitch: { keys: ['x'], does: 'Add or erase', group: 'Outline of a photo', local: true },
  brushSmaller: { keys: ['['], does: 'Smaller brush', group: 'Outline of a photo', local: true },
  brushLarger: { keys: [']'], does: 'Larger brush', group: 'Outline of a photo', local: true },
  undo: { keys: ['Mod+z'], does: 'Undo', group: 'Outline of a photo', local: true },
  redo: { keys: ['Mod+Shift+z', 'Mod+y'], does: 'Redo', group: 'Outline of a photo', local: true },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

/** For the control that a shortcut of the whole page presses. */
export function shortcutProps(id: ShortcutId) {
  return {
    'data-shortcut': id,
    'aria-keyshortcuts': SHORTCUTS[id].keys[0].replace('Mod+', isMac ? 'Meta+' : 'Control+'),
  } as const;
}

export const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');
