import type { Studio } from './studio';

/** Puts the reasons why files were refused out of sight. */
export function dismissRefused({ store }: Studio): void {
  store.setState(({ photos }) => ({ photos: { ...photos, refused: [] } }));
}
