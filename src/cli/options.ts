import { parseArgs } from 'node:util';
import { SAMPLERS } from '../protocol/choices';
import { DEFAULTS } from '../protocol/defaults';
import type { GenerateRequest } from '../protocol/generation';
import { STEPS_MAX, STEPS_MIN } from '../protocol/limits';
import { checkGuidance, checkPrompt, checkSampler, checkSeed, checkSteps } from '../protocol/validate';

export const USAGE = `Usage: npm run -s kiln -- generate PROMPT [options]

Generates an object from words and writes it to at least one file.

  --out FILE.ply      the Gaussian splats, with the recipe inside
  --png FILE.png      a picture from the front right, slightly above
  --depth FILE.png    the depth map of that picture; near is bright

  --seed N            whole number; the same seed gives the same object (default 1)
  --steps N           ${STEPS_MIN} to ${STEPS_MAX} (default ${DEFAULTS.steps})
  --sampler NAME      ${SAMPLERS.join(', ')} (default ${DEFAULTS.sampler})
  --guidance X        how closely to follow the prompt (default ${DEFAULTS.guidance})
  --model NAME        folder below models/ (default ${DEFAULTS.model})
  --backend NAME      auto, wasm or webgpu (default auto)
`;

/** What can run the network in Node. */
type NodeBackend = 'auto' | 'wasm' | 'webgpu';

export interface GenerateOptions {
  readonly request: GenerateRequest;
  readonly model: string;
  readonly backend: NodeBackend;
  /** Paths of the files to write. */
  readonly outputs: { readonly ply?: string; readonly png?: string; readonly depth?: string };
}

/** A command line that cannot be understood; the message says why. */
export class UsageError extends Error {}

/**
 * Reads the arguments after the program's name.
 *
 * @returns 'help' where that was asked for
 * @throws UsageError, or KilnError for a value that is out of range
 */
export function parseCommandLine(args: readonly string[]): GenerateOptions | 'help' {
  const { values, positionals } = parse(args);
  const [command, ...words] = positionals;
  if (values.help || command === 'help') return 'help';
  if (command !== 'generate') {
    throw new UsageError(
      command ? `There is no command ${command}; there is generate.` : 'No command given.',
    );
  }
  if (!values.out && !values.png && !values.depth) {
    throw new UsageError('Nothing to write: give at least one of --out, --png and --depth.');
  }
  return {
    request: {
      prompt: checkPrompt(words.join(' ')),
      seed: checkSeed(values.seed ?? 1),
      steps: checkSteps(values.steps ?? DEFAULTS.steps),
      sampler: checkSampler(values.sampler ?? DEFAULTS.sampler),
      guidance: checkGuidance(values.guidance ?? DEFAULTS.guidance),
    },
    model: values.model ?? DEFAULTS.model,
    backend: checkBackend(values.backend ?? 'auto'),
    outputs: { ply: values.out, png: values.png, depth: values.depth },
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: joinNegativeNumbers(args),
      allowPositionals: true,
      options: {
        out: text,
        png: text,
        depth: text,
        seed: text,
        steps: text,
        sampler: text,
        guidance: text,
        model: text,
        backend: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `--seed -1` as `--seed=-1`: else the number is taken for an option, and the complaint is about that. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined.at(-1);
    if (/^-[\d.]/.test(arg) && previous && /^--\w+$/.test(previous))
      joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function checkBackend(name: string): NodeBackend {
  if (name === 'auto' || name === 'wasm' || name === 'webgpu') return name;
  throw new UsageError(`There is no backend ${name} here. Choose auto, wasm or webgpu.`);
}
