import type { Page } from '@playwright/test';

/** Contrast of two colours of the palette, 1 to 21, by the formula of WCAG 2. */
export async function contrastOf(page: Page, text: string, ground: string): Promise<number> {
  const [a, b] = await page.evaluate(
    (names) =>
      names.map((name) => {
        const probe = document.createElement('span');
        probe.style.color = `var(${name})`;
        document.body.append(probe);
        const { color } = getComputedStyle(probe);
        probe.remove();
        return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
      }),
    [text, ground],
  );
  const [high, low] = [relativeLuminance(a!), relativeLuminance(b!)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

/** @param color sRGB in 0..255 */
function relativeLuminance(color: readonly number[]): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
