import { type PictureSettings, withKind } from '../store/pictures';
import type { Studio } from './studio';

/** Takes what was typed or chosen for the next picture, right or wrong. */
export function setPicture({ store }: Studio, { kind, ...changes }: Partial<PictureSettings>): void {
  store.setState(({ pictures }) => ({
    pictures: {
      ...pictures,
      settings: { ...(kind ? withKind(pictures.settings, kind) : pictures.settings), ...changes },
    },
  }));
}
