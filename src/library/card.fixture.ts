import { pack, packAsIs } from '../base/packed-file';
import type { ObjectFiles } from '../protocol/files';
import { randomCloud } from '../splat/cloud.fixture';
import type { Recipe } from '../splat/recipe';
import { writePly } from '../splat/writers/write-ply';
import { type KeptCard, newCardId, type UnfinishedCard } from './card';

function recipeOf(prompt: string): Recipe {
  return {
    prompt,
    seed: 1,
    sampler: 'dpm-solver++',
    steps: 25,
    guidance: 4,
    model: { name: 'kiln-s', hash: 'ab12' },
    version: '0.1.0',
  };
}

/** The first bytes of a WebP, which is all that anybody looks at here. */
const WEBP = new TextEncoder().encode('RIFF\x04\0\0\0WEBP');

export function keptCard(prompt: string, id = newCardId()): KeptCard {
  return {
    id,
    created: Date.UTC(2026, 0, 31, 12),
    name: null,
    deleted: null,
    status: 'kept',
    recipe: recipeOf(prompt),
    splats: 5,
    bytes: 1000,
    thumbnail: WEBP,
  };
}

export function unfinishedCard(prompt: string): UnfinishedCard {
  const request = { prompt, seed: 1, steps: 25, sampler: 'ddim', guidance: 4 } as const;
  return {
    id: newCardId(),
    created: Date.UTC(2026, 0, 31, 12),
    name: null,
    deleted: null,
    status: 'unfinished',
    request,
    isBranch: false,
  };
}

/** Files whose splats are a function of the seed; the viewset and the photo are bytes that nobody reads here. */
export function objectFiles(seed: number, prompt = 'a red house'): ObjectFiles {
  return {
    splats: pack(writePly(randomCloud(5, seed), recipeOf(prompt))),
    viewset: pack(new Uint8Array(200)),
    photos: [packAsIs(WEBP)],
  };
}
