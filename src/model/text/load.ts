import type { Tensor2D } from '@tensorflow/tfjs-core';
import { ModelError } from '../errors';
import { sha256 } from '../sha256';
import { type LoadOptions, loadModel, type ModelFolder } from '../weights';
import { type TextConfig, textConfig } from './config';
import { TextTransformer } from './text-encoder';
import { createTokenizer } from './tokenizer';

/** Prompts to tokens, ready to run. */
export interface PromptEncoder {
  readonly config: TextConfig;
  /** SHA-256 of the weights, as LoadedModel.hash. */
  readonly hash: string;
  /** Ids of all pieces of a prompt, also of those beyond config.tokens, which `encode` ignores. */
  readonly pieces: (prompt: string) => readonly number[];
  /** @returns [T, width] with T at most config.tokens; T = 0 for a blank prompt. The caller disposes of it. */
  encode(prompt: string): Tensor2D;
  dispose(): void;
}

/**
 * Reads the text encoder and moves it to the active backend.
 *
 * @throws ModelError MANIFEST_INVALID, WEIGHTS_MISSING, WEIGHTS_TRUNCATED or WEIGHTS_CORRUPT
 */
export async function loadPromptEncoder(
  folder: ModelFolder,
  options: LoadOptions = {},
): Promise<PromptEncoder> {
  const { manifest, tensors, hash } = await loadModel(folder, options);
  const config = textConfig(manifest);
  const json = await readTokenizer(folder, config.tokenizer, options);
  const pieces = createTokenizer(json, { ...config, tokens: Number.POSITIVE_INFINITY });
  const transformer = new TextTransformer(config, tensors, manifest.name);
  return {
    config,
    hash,
    pieces,
    encode: (prompt) => transformer.tokens(pieces(prompt).slice(0, config.tokens)),
    dispose: () => transformer.dispose(),
  };
}

/** Read once more past all caches where the first reading is not what the manifest describes, as weights are. */
async function readTokenizer(
  folder: ModelFolder,
  { path, sha256: expected }: TextConfig['tokenizer'],
  { cache, signal }: LoadOptions,
): Promise<unknown> {
  const parse = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
  const cached = await cache?.get(expected);
  if (cached && (await sha256(cached)) === expected) return parse(cached);
  for (const fresh of [false, true]) {
    const bytes = await folder.read(path, { fresh, signal });
    if ((await sha256(bytes)) === expected) {
      await cache?.put(expected, bytes);
      return parse(bytes);
    }
  }
  throw new ModelError(
    'WEIGHTS_CORRUPT',
    `The tokenizer ${folder.where}${path} is not the one its manifest describes (SHA-256 differs). ` +
      'Copy the whole model folder again.',
  );
}
