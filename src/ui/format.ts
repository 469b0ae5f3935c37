import type { Exhibit } from '../store/exhibit';
import type { GenerateRequest, SamplerName } from '../store/settings';

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

/** Bytes in the unit that fits, decimal as file managers tell them: "4.1 MB". */
export function formatBytes(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.max(1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 1 ? value.toFixed(1) : Math.round(value)}\u00a0${units[power - 1]}`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** A time as it is told to people: today's by the clock, this year's by the day. Both milliseconds since 1970. */
export function formatWhen(time: number, now: number): string {
  const [then, today] = [new Date(time), new Date(now)];
  if (then.toDateString() === today.toDateString()) return `today, ${clock.format(then)}`;
  return then.getFullYear() === today.getFullYear() ? day.format(then) : date.format(then);
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

/** What was asked for, in short. */
export function describeRequest({ seed, steps }: Pick<GenerateRequest, 'seed' | 'steps'>): string {
  return `seed\u00a0${seed} · ${steps}\u00a0steps`;
}

function photosOf(count: number): string {
  return count === 1 ? '1\u00a0photo' : `${count}\u00a0photos`;
}
