import { describe, expect, it } from 'vitest';
import { type TrayPhoto, withoutPhoto } from './photos';

const trayOf = (...azimuths: (number | null)[]): TrayPhoto[] =>
  azimuths.map((azimuth, id) => ({ id, name: `${id}.png`, azimuth, status: 'reading' }));
const angles = (tray: readonly TrayPhoto[]) => tray.map(({ azimuth }) => azimuth);

describe('withoutPhoto', () => {
  it.each([
    [[0, 90, null], 1, [0, null]],
    [[0, 90, 180], 0, [0, 90]],
    [[0, 90, 45, null], 0, [0, 315, null]],
    [[0, null, 45], 0, [0, null]],
    [[0], 0, []],
  ])('%j without number %d is %j', (azimuths, id, left) => {
    expect(angles(withoutPhoto(trayOf(...azimuths), id))).toEqual(left);
  });

  it('knows the others by who they are', () => {
    expect(withoutPhoto(trayOf(0, 90, 180), 1).map(({ id }) => id)).toEqual([0, 2]);
  });
});
