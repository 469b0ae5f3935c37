import { endingOf, type PictureJob } from '../pictures/job';
import { checkPictures } from '../store/check-pictures';
import type { Exhibit } from '../store/exhibit';
import { download } from './download';
import { fileWork } from './file-work';
import { objectName } from './object-name';
import type { Studio } from './studio';

/** Draws the picture or film that is set, and hands it to the browser's downloads. Nothing while a setting is wrong. */
export async function savePicture(studio: Studio): Promise<void> {
  const { subject, settings } = studio.store.getState().pictures;
  if (!subject) return;
  const checked = checkPictures(settings, subject.camera);
  if (!('job' in checked)) return;
  const { job } = checked;
  const name = nameOf(subject.exhibit, job);
  const { cloud } = subject.exhibit;
  await fileWork(studio, 'saving', name, async (signal, onProgress) => {
    const bytes = await studio.files.ask({ task: 'picture', cloud, job }, { signal, onProgress });
    download(bytes, name);
    return `Saved as ${name}, ${sizeInWords(bytes.length)}.`;
  });
}

function nameOf(exhibit: Exhibit, job: PictureJob): string {
  const { channel } = job.look;
  const parts = [
    objectName(exhibit),
    ...(channel === 'colour' ? [] : [channel]),
    ...(job.kind === 'picture' ? [] : [job.kind]),
  ];
  return `${parts.join('-')}${endingOf(job)}`;
}

function sizeInWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
