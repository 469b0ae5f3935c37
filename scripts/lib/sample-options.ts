import { parseArgs } from 'node:util';
import { SAMPLERS, type SamplerName } from '../../src/protocol/choices';
import { DEFAULTS } from '../../src/protocol/defaults';
import { checkGuidance, checkSampler, checkSteps } from '../../src/protocol/validate';

export const USAGE = `Usage: npm run samples -- --samples FOLDER [options]

Generates the held-out prompts of the evaluation through the pipeline that users run. Interrupted, it goes on where
it was when it is run again.

  --samples FOLDER    where the objects are written
  --prompts FILE      JSON list of prompts (default training/kiln/evaluate/prompts.json)
  --limit N           only the first N prompts, spread over the list
  --seeds N           seeds 1 to N for each prompt (default 3)
  --steps N           (default ${DEFAULTS.steps})
  --sampler NAME      ${SAMPLERS.join(', ')} (default ${DEFAULTS.sampler})
  --guidance X        (default ${DEFAULTS.guidance})
  --model NAME        folder below models/ (default ${DEFAULTS.model})
  --backend NAME      auto, wasm or webgpu (default auto)
`;

export interface SampleOptions {
  readonly folder: string;
  /** Path of the list, or null for the evaluation's own. */
  readonly prompts: string | null;
  readonly limit: number;
  readonly seeds: number;
  readonly steps: number;
  readonly sampler: SamplerName;
  readonly guidance: number;
  readonly model: string;
  readonly backend: 'auto' | 'wasm' | 'webgpu';
}

/** @throws Error that says which argument is wrong, or KilnError for a setting out of range */
export function parseSampleOptions(args: readonly string[]): SampleOptions | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      samples: text,
      prompts: text,
      limit: text,
      seeds: text,
      steps: text,
      sampler: text,
      guidance: text,
      model: text,
      backend: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  if (!values.samples) throw new Error('Where should the objects go? Give --samples FOLDER.');
  return {
    folder: values.samples,
    prompts: values.prompts ?? null,
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : checkCount('--limit', values.limit),
    seeds: checkCount('--seeds', values.seeds ?? '3'),
    steps: checkSteps(values.steps ?? DEFAULTS.steps),
    sampler: checkSampler(values.sampler ?? DEFAULTS.sampler),
    guidance: checkGuidance(values.guidance ?? DEFAULTS.guidance),
    model: values.model ?? DEFAULTS.model,
    backend: checkBackend(values.backend ?? 'auto'),
  };
}

/**
 * The prompts of a list: `{ "prompts": [{ "prompt" }, ...] }` as training/ commits it, or an array of texts.
 *
 * @param limit most prompts to take, evenly spread over the list, which is sorted by kind
 * @throws Error where it is no such list
 */
export function readPromptList(json: string, limit: number): string[] {
  const parsed: unknown = JSON.parse(json);
  const rows = Array.isArray(parsed) ? parsed : (parsed as { prompts?: unknown } | null)?.prompts;
  const prompts = Array.isArray(rows) ? rows.map((row) => (typeof row === 'string' ? row : row?.prompt)) : [];
  if (prompts.length === 0 || prompts.some((prompt) => typeof prompt !== 'string' || prompt.trim() === '')) {
    throw new Error('The list of prompts must be {"prompts": [{"prompt": "..."}, ...]} or ["...", ...].');
  }
  if (limit >= prompts.length) return prompts;
  return Array.from({ length: limit }, (_, i) => prompts[Math.floor((i * prompts.length) / limit)]);
}

function checkCount(option: string, value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`${option} must be a whole number, 1 or more; it is ${value}.`);
  }
  return count;
}

function checkBackend(name: string): SampleOptions['backend'] {
  if (name === 'auto' || name === 'wasm' || name === 'webgpu') return name;
  throw new Error(`There is no backend ${name} here. Choose auto, wasm or webgpu.`);
}
