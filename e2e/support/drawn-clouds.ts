import type { Page } from '@playwright/test';

/** A cloud as the viewport says it drew it. */
interface DrawnCloud {
  readonly step: number;
  readonly splats: number;
  readonly hash: string;
}

/** Starts to note every cloud that is drawn from now on; the returned function tells them in order. */
export async function recordDrawnClouds(page: Page): Promise<() => Promise<DrawnCloud[]>> {
  const recorder = await page.getByRole('application').evaluateHandle((view) => {
    const clouds: { step: number; splats: number; hash: string }[] = [];
    const { dataset } = view as HTMLElement;
    new MutationObserver(() => {
      clouds.push({ step: Number(dataset.step), splats: Number(dataset.splats), hash: String(dataset.hash) });
    }).observe(view, { attributeFilter: ['data-drawn'] });
    return clouds;
  });
  return () => recorder.jsonValue();
}
