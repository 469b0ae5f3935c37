import type { Exhibit } from '../store/exhibit';
import type { SamplerName } from '../store/settings';

const number = new Intl.NumberFormat('en');

export const SAMPLER_LABELS: Readonly<Record<SamplerName, string>> = {
  'dpm-solver++': 'DPM-Solver++',
  heun: 'Heun',
  ddim: 'DDIM',
  ddpm: 'DDPM',
};

export const BACKEND_LABELS = { webgpu: 'WebGPU', wasm: 'WebAssembly', webgl: 'WebGL' } as const;

export function formatCount(count: number): string {
  return number.format(count);
}

/** A prompt cut to what can be listened to in one go. */
export function shorten(prompt: string): string {
  const characters = [...prompt];
  return characters.length > 80 ? `${characters.slice(0, 80).join('')}…` : prompt;
}

/** Decimal megabytes, as download sizes are told. */
export function formatMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** 8,123,456 as "8.1 million". */
export function formatMillions(count: number): string {
  return `${(count / 1e6).toFixed(1)} million`;
}

/** Rounded up, so that the last second is not called none; minutes once there are any. */
export function formatSecondsLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s left`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s left`;
}

/** The share of noise in a state, in words; never none or all of it before it is so. */
export function describeNoise(tau: number): string {
  if (tau === 0) return 'no noise left';
  if (tau < 0.01) return 'under 1\u00a0% noise';
  return `${Math.min(99, Math.round(100 * tau))}\u00a0% noise`;
}

/** Where a photo was taken, in words. The first photo is the front. */
export function describeAngle(azimuth: number | null, index: number): string {
  if (index === 0) return 'the front';
  if (azimuth === null) return 'an unknown angle';
  const degrees = Math.round(azimuth);
  const side = ['the front', 'the right', 'the back', 'the left'][Math.round(degrees / 90) % 4]!;
  return degrees % 90 === 0 ? `${degrees}°, ${side}` : `${degrees}°, nearest to ${side}`;
}

/** What an object is called: its prompt, or what it was made from. */
export function titleOf({ recipe, fileName }: Pick<Exhibit, 'recipe' | 'fileName'>): string {
  if (!recipe) return fileName ?? 'Untitled';
  if (recipe.prompt !== '') return recipe.prompt;
  if (recipe.noised) return recipe.noised.title;
  return (recipe.photos?.length ?? 0) > 1 ? `From ${recipe.photos!.length} photos` : 'From a photo';
}

/** What a placard says under an object's name. Lines break between the parts only. */
export function describeRecipe(exhibit: Exhibit): string {
  const { recipe, cloud } = exhibit;
  const splats = `${formatCount(cloud.count)}\u00a0splats`;
  if (!recipe) return splats;
  const { seed, steps, sampler, guidance, fidelity = 0 } = recipe;
  return [
    `seed\u00a0${seed}`,
    `${steps}\u00a0steps`,
    (SAMPLER_LABELS[sampler as SamplerName] ?? sampler).replace('-', '-\u2060'),
    `guidance\u00a0${guidance}`,
    ...(fidelity > 0 ? [`fidelity\u00a0${fidelity}`] : []),
    ...(recipe.photos && recipe.prompt !== '' ? [photosOf(recipe.photos.length)] : []),
    splats,
  ].join('\u00a0· ');
}

function photosOf(count: number): string {
  return count === 1 ? '1\u00a0photo' : `${count}\u00a0photos`;
}
