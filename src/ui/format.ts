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

/** What a placard says under an object's name. Lines break between the parts only. */
export function describeRecipe(exhibit: Exhibit): string {
  const { recipe, cloud } = exhibit;
  const splats = `${formatCount(cloud.count)}\u00a0splats`;
  if (!recipe) return splats;
  const { seed, steps, sampler, guidance } = recipe;
  return [
    `seed\u00a0${seed}`,
    `${steps}\u00a0steps`,
    (SAMPLER_LABELS[sampler as SamplerName] ?? sampler).replace('-', '-\u2060'),
    `guidance\u00a0${guidance}`,
    splats,
  ].join('\u00a0· ');
}
