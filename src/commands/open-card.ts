import { cardTitle, type KeptCard } from '../store/library';
import { fetchKept } from './fetch-kept';
import { fileWork } from './file-work';
import { putOnStage } from './put-on-stage';
import type { Studio } from './studio';

/** Puts an object of the library on the stage; its recipe becomes the settings. */
export async function openCard(studio: Studio, card: KeptCard): Promise<void> {
  const title = cardTitle(card);
  await fileWork(studio, 'opening', title, async (signal) => {
    const exhibit = await fetchKept(studio, card, signal);
    signal.throwIfAborted();
    putOnStage(studio, exhibit);
    return `${title} is on the stage.`;
  });
}
