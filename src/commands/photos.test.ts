import { beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine';
import type { PictureDesk } from '../engine/picture-desk';
import { cameraAround } from '../photo/camera';
import { startHistory } from '../photo/mask-history';
import { fullMask, type Picture } from '../photo/picture';
import { DEFAULTS } from '../protocol/defaults';
import { allocateCloud } from '../splat/cloud';
import { checkSettings } from '../store/check-settings';
import type { Exhibit } from '../store/exhibit';
import type { ReadyPhoto, TrayPhoto } from '../store/photos';
import { compare, endComparison } from './compare';
import { correctCamera } from './correct-camera';
import { correctPhoto } from './correct-photo';
import { editMask } from './edit-mask';
import { exhibitPhotos } from './exhibit-photos';
import { removePhoto } from './remove-photo';
import { setAzimuth } from './set-azimuth';
import { setField } from './set-field';
import type { Studio } from './studio';
import { freshStudio } from './studio.fixture';

const SIZE = 40;

function picture(): Picture {
  return { width: SIZE, height: SIZE, pixels: new Uint8ClampedArray(SIZE * SIZE * 4).fill(255) };
}

function photo(id: number, azimuth: number | null): ReadyPhoto {
  const white = picture();
  const masks = startHistory(fullMask(white));
  return { id, name: `${id}.png`, azimuth, status: 'ready', picture: white, masks, seen: white };
}

/** A desk whose drawings the test hands out itself. */
class Desk {
  readonly asked: { from: unknown; answer: (drawn: unknown) => void }[] = [];
  ask = ((request: { from?: unknown }) =>
    new Promise((answer: (drawn: unknown) => void) =>
      this.asked.push({ from: request.from, answer }),
    )) as PictureDesk['ask'];
}

let desk: Desk;
let studio: Studio;
const state = () => studio.store.getState();
const angles = () => state().photos.tray.map(({ azimuth }) => azimuth);
const settle = () => new Promise((resolve) => setTimeout(resolve));

function bring(...tray: TrayPhoto[]): void {
  studio.store.setState(({ photos }) => ({ photos: { ...photos, tray } }));
}

beforeEach(() => {
  desk = new Desk();
  studio = freshStudio({} as Engine, { pictures: desk });
});

describe('setAzimuth', () => {
  it('turns any photo but the first, and goes round', () => {
    bring(photo(1, 0), photo(2, null));
    setAzimuth(studio, 2, 370);
    setAzimuth(studio, 1, 90);
    expect(angles()).toEqual([0, 10]);
    setAzimuth(studio, 2, -90);
    expect(angles()).toEqual([0, 270]);
    setAzimuth(studio, 2, null);
    expect(angles()).toEqual([0, null]);
  });
});

describe('removePhoto', () => {
  it('closes what is being corrected, and forgets what was wrong with it', () => {
    bring(photo(1, 0), photo(2, 90));
    correctPhoto(studio, 1);
    studio.store.setState({ problems: { photos: 'Nothing is marked.', seed: 'No number.' } });
    removePhoto(studio, 1);
    expect(state().photos).toMatchObject({ edited: null, tray: [{ id: 2, azimuth: 0 }] });
    expect(state().problems).toEqual({ seed: 'No number.' });
  });

  it('gives the guidance back that photos have changed, unless someone chose one', () => {
    bring(photo(1, 0));
    setField(studio, 'guidance', '1');
    removePhoto(studio, 1);
    expect(state().settings.guidance).toBe(String(DEFAULTS.guidance));
    bring(photo(2, 0));
    setField(studio, 'guidance', '2.5');
    removePhoto(studio, 2);
    expect(state().settings.guidance).toBe('2.5');
  });
});

describe('editMask', () => {
  const seen = () => (state().photos.tray[0] as ReadyPhoto).seen;

  it('shows at once what the network will see, and goes back', () => {
    bring(photo(1, 0));
    const half = new Uint8Array(SIZE * SIZE).fill(255, 0, (SIZE * SIZE) / 2);
    editMask(studio, 1, { type: 'paint', mask: half });
    expect(seen()?.width).toBe(128);
    editMask(studio, 1, { type: 'paint', mask: new Uint8Array(SIZE * SIZE) });
    expect(seen()).toBeNull();
    expect(exhibitPhotos(state().photos.tray)).toEqual([]);
    editMask(studio, 1, { type: 'undo' });
    expect(seen()).not.toBeNull();
    expect(exhibitPhotos(state().photos.tray)).toMatchObject([{ azimuth: 0, picture: { width: 384 } }]);
  });

  it('leaves other photos alone', () => {
    bring(photo(1, 0), photo(2, 0));
    const before = state().photos.tray[1];
    editMask(studio, 1, { type: 'paint', mask: new Uint8Array(SIZE * SIZE) });
    expect(state().photos.tray[1]).toBe(before);
  });
});

describe('compare', () => {
  const exhibit = (...azimuths: (number | null)[]): Exhibit => ({
    cloud: allocateCloud(1),
    recipe: null,
    step: 1,
    steps: 1,
    origin: 'made',
    photos: azimuths.map((azimuth) => ({ picture: picture(), azimuth })),
  });
  const view = (elevation: number, fieldOfView: number) => ({
    camera: cameraAround(1, { azimuth: 0, elevation, fieldOfView }),
    overlap: 0.9,
    picture: picture(),
  });
  const show = (finished: Exhibit) => studio.store.setState({ exhibit: { shown: finished, finished } });

  it('draws the object from the photo’s place', async () => {
    show(exhibit(0, 135, null));
    for (const index of [0, 1, 2]) void compare(studio, index);
    expect(desk.asked.map(({ from }) => from)).toEqual([0, 135, null]);
    expect(state().view.comparison).toMatchObject({ index: 2, found: null, rendering: null });
    const drawn = view(10, 40);
    desk.asked[2]!.answer(drawn);
    await settle();
    expect(state().view.comparison).toMatchObject({ index: 2, found: drawn, rendering: drawn });
    const around = [picture(), picture()];
    desk.asked[3]!.answer([around]);
    await settle();
    expect(state().view.comparison).toMatchObject({ views: 'around', pictures: around });
  });

  it('draws it from the camera that making it found', async () => {
    const { camera } = view(25, 35);
    const { photos = [], ...rest } = exhibit(0, 90);
    show({ ...rest, photos: [{ ...photos[0]!, camera }, photos[1]!] });
    void compare(studio, 0);
    void compare(studio, 1);
    expect(desk.asked.map(({ from }) => from)).toEqual([camera, 90]);
  });

  it('drops a drawing that comes too late', async () => {
    show(exhibit(0, 90));
    void compare(studio, 0);
    void compare(studio, 1);
    desk.asked[0]!.answer(view(10, 40));
    await settle();
    expect(state().view.comparison).toMatchObject({ index: 1, rendering: null });
    endComparison(studio);
    desk.asked[1]!.answer(view(10, 40));
    await settle();
    expect(state().view.comparison).toBeNull();
  });

  it('takes a camera set by hand, draws only the newest, and goes back', async () => {
    show(exhibit(0));
    void compare(studio, 0);
    desk.asked[0]!.answer(view(10, 40));
    await settle();
    desk.asked[1]!.answer([[picture()]]);
    for (const elevation of [11, 12, 13]) void correctCamera(studio, { elevation });
    void correctCamera(studio, { fieldOfView: 50 });
    const asked = () => desk.asked.slice(2).map(({ from }) => from);
    expect(asked()).toEqual([{ azimuth: 0, elevation: 11, fieldOfView: 40 }]);
    desk.asked[2]!.answer(view(11, 40));
    await settle();
    expect(asked()[1]).toEqual({ azimuth: 0, elevation: 13, fieldOfView: 50 });
    desk.asked[3]!.answer(view(13, 50));
    await settle();
    expect(asked()).toHaveLength(2);
    expect(state().view.comparison?.rendering).toEqual(view(13, 50));
    void correctCamera(studio, null);
    expect(state().view.comparison?.corrected).toBeNull();
    expect(asked()[2]).toMatchObject({ elevation: 10, fieldOfView: 40 });
  });

  it('hands a corrected camera to what is generated next, until outline or angle change', async () => {
    bring(photo(1, 0), photo(2, 90));
    const camerasAsked = () => {
      const checked = checkSettings(state().settings, state().photos.tray);
      return 'request' in checked ? checked.request.photos?.map(({ camera }) => camera) : null;
    };
    const correctSecond = async () => {
      show({ ...exhibit(), photos: exhibitPhotos(state().photos.tray) });
      void compare(studio, 1);
      desk.asked.at(-1)!.answer(view(10, 40));
      await settle();
      void correctCamera(studio, { elevation: 20 });
      desk.asked.at(-1)!.answer(view(20, 40));
      await settle();
      expect(camerasAsked()).toEqual([undefined, view(20, 40).camera]);
    };
    await correctSecond();
    void compare(studio, 1);
    desk.asked.at(-1)!.answer(view(10, 40));
    await settle();
    expect(state().view.comparison?.corrected).toMatchObject({ elevation: 20 });
    void correctCamera(studio, null);
    expect(camerasAsked()).toEqual([undefined, undefined]);

    await correctSecond();
    setAzimuth(studio, 2, 80);
    expect(camerasAsked()).toEqual([undefined, undefined]);

    await correctSecond();
    editMask(studio, 2, { type: 'paint', mask: new Uint8Array(SIZE * SIZE).fill(255, SIZE * 10) });
    expect(camerasAsked()).toEqual([undefined, undefined]);
  });

  it('means nothing without a photo', async () => {
    show({ ...exhibit(), photos: [] });
    await compare(studio, 0);
    expect(state().view.comparison).toBeNull();
    expect(desk.asked).toEqual([]);
  });
});
