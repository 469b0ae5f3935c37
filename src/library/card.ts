import type { GenerateRequest } from '../protocol/generation';
import type { Recipe } from '../splat/recipe';

interface About {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** When it was asked for or, once it is finished, when that was; milliseconds since 1970. */
  readonly created: number;
  /** What a person calls it; null while it goes by its prompt. */
  readonly name: string | null;
  /** When it was thrown away, which can be undone for a while; null where it was not. */
  readonly deleted: number | null;
}

/** A generation that has not come to its end: it runs in some tab, or its tab was closed. */
export interface UnfinishedCard extends About {
  readonly status: 'unfinished';
  /** What was asked for; photos lie beside it, and the state that a branch starts from is not kept. */
  readonly request: Pick<GenerateRequest, 'prompt' | 'seed' | 'steps' | 'sampler' | 'guidance'>;
  readonly isBranch: boolean;
}

/** A finished object; its files lie beside it. */
export interface KeptCard extends About {
  readonly status: 'kept';
  readonly recipe: Recipe | null;
  readonly splats: number;
  /** Of its files and the thumbnail, as they are stored. */
  readonly bytes: number;
  /** WebP or PNG, with a transparent background. */
  readonly thumbnail: Uint8Array<ArrayBuffer>;
}

/** What the list shows of something in the library. */
export type Card = UnfinishedCard | KeptCard;

export function newCardId(): string {
  // Not randomUUID: pages that are not a secure context have none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** All files of an object, in no particular order. */
export function bytesOfFiles(packed: readonly { readonly bytes: Uint8Array }[]): number {
  return packed.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
