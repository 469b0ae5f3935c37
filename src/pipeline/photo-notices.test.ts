import { describe, expect, it } from 'vitest';
import { cameraAround } from '../photo/camera';
import { photoNotices } from './photo-notices';

const camera = cameraAround(0.8, { azimuth: 0, elevation: 20, fieldOfView: 40 });
const fit = (overlap: number) => ({ camera, overlap });

describe('photoNotices', () => {
  it('says nothing of objects like their photos, or without photos', () => {
    expect(photoNotices([])).toEqual([]);
    expect(photoNotices([fit(0.9), fit(0.5)])).toEqual([]);
  });

  it('says of which photo little was seen', () => {
    expect(photoNotices([fit(0.304)])).toMatchObject([
      { code: 'PHOTO_UNLIKE', message: expect.stringContaining('The model saw little of the photo') },
    ]);
    expect(photoNotices([fit(0.304)])[0]!.message).toContain('30 % alike');
    expect(photoNotices([fit(0.9), fit(0.2), fit(0.4)])[0]!.message).toContain('little of photo 2');
  });

  it('takes an object of which nothing is solid for unlike', () => {
    expect(photoNotices([null])[0]!.message).toContain('0 % alike');
  });
});
