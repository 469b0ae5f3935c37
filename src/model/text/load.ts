import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type LoadOptions, loadModel, type ModelFolder, readVerified } from '../weights';
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
  const file = await readVerified(folder, config.tokenizer, options);
  const json: unknown = JSON.parse(new TextDecoder().decode(file));
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
