import { z } from '../../base/zod';
import { ModelError } from '../errors';
import { type LoadOptions, loadModel, type ModelFolder, readVerified } from '../weights';

const schema = z.object({
  /** Width of an embedding. */
  width: z.int().positive(),
  /** The cosine similarity below which a prompt has nothing near it. */
  far: z.number().min(-1).max(1),
  /** The text encoder that the embeddings come from, as LoadedModel.hash. */
  encoder: z.string().length(64),
  captions: z.object({
    path: z.string().regex(/^[\w-]+\.json$/),
    bytes: z.int().positive(),
    sha256: z.string().length(64),
  }),
});

/** What the model knows: captions of its training data with their embeddings (training/kiln/caption_index.py). */
export interface CaptionIndex {
  readonly captions: readonly string[];
  readonly width: number;
  /** [captions, width]; an embedding is a row times its scale, and of length 1. */
  readonly rows: Int8Array;
  /** [captions] */
  readonly scale: Float32Array;
  /** See the manifest's `far`. */
  readonly far: number;
}

/**
 * Reads the index of captions.
 *
 * @param encoder hash of the text encoder that prompts are read with
 * @throws ModelError MANIFEST_INVALID where it is no index or one of another encoder; as loadModel otherwise
 */
export async function loadCaptionIndex(
  folder: ModelFolder,
  encoder: string,
  options: LoadOptions = {},
): Promise<CaptionIndex> {
  const { manifest, tensors } = await loadModel(folder, options);
  const config = manifest.kind === 'caption-index' ? schema.safeParse(manifest.config).data : undefined;
  if (config?.encoder !== encoder) {
    throw new ModelError(
      'MANIFEST_INVALID',
      `${folder.where} is not the index of captions that belongs to this text encoder. ` +
        'Run python -m kiln.caption_index, or copy both folders of the same version again.',
    );
  }
  const bytes = await readVerified(folder, config.captions, options);
  const captions = z.array(z.string()).parse(JSON.parse(new TextDecoder().decode(bytes)));
  const stored = tensors.get('embedding');
  if (stored?.dtype !== 'I8' || stored.data.length !== captions.length * config.width) {
    throw new ModelError(
      'WEIGHTS_CORRUPT',
      `${folder.where} must hold an int8 embedding of ${config.width} values for each of its ` +
        `${captions.length} captions. Run python -m kiln.caption_index again.`,
    );
  }
  const { width, far } = config;
  return { captions, width, rows: stored.data, scale: stored.scale, far };
}
