import type { Card, KeptCard, UnfinishedCard } from '../library/card';
import { NAME_CHARACTERS_MAX } from '../protocol/limits';
import type { Exhibit } from './exhibit';

export type { Card, KeptCard, UnfinishedCard };
export { NAME_CHARACTERS_MAX };

/** What the studio shows of the library. */
export interface LibraryList {
  readonly isOpen: boolean;
  readonly isRead: boolean;
  /** Newest first, without those that were thrown away or are being made just now. */
  readonly cards: readonly Card[];
  /** Ids of what was thrown away here and can still be taken back. */
  readonly deleted: readonly string[];
  /** Why the library cannot be used, or what went wrong last, for people. */
  readonly problem: string | null;
  /** A finished object for which there was no room, and why, for people. */
  readonly unkept: { readonly exhibit: Exhibit; readonly card: string; readonly why: string } | null;
  /** The export or import that is going on; `share` in [0, 1]. */
  readonly work: { readonly kind: 'exporting' | 'importing'; readonly share: number } | null;
  /** What was done last. */
  readonly notice: string;
  /** What the browser says of its storage, bytes; null until it was asked and where it does not tell. */
  readonly storage: { readonly used: number; readonly quota: number; readonly isPersistent: boolean } | null;
}

export const initialLibrary: LibraryList = {
  isOpen: false,
  isRead: false,
  cards: [],
  deleted: [],
  problem: null,
  unkept: null,
  work: null,
  notice: '',
  storage: null,
};

/**
 * The list after the cards of some ids were read anew, or those of all; an id without a card is of one that is gone. Cards that are as
 * they were stay the same objects, so that nothing is drawn again.
 */
export function withCards(
  cards: readonly Card[],
  ids: readonly string[] | undefined,
  found: readonly Card[],
): readonly Card[] {
  const others = ids ? cards.filter(({ id }) => !ids.includes(id)) : [];
  const before = new Map(cards.map((card) => [card.id, card]));
  const renewed = found.map((card) => {
    const old = before.get(card.id);
    return old && old.status === card.status && old.name === card.name ? old : card;
  });
  return [...others, ...renewed].sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1));
}

/** What a card is called: by a person, or by what it was made from. */
export function cardTitle(card: Card): string {
  if (card.name !== null) return card.name;
  const prompt = card.status === 'kept' ? card.recipe?.prompt : card.request.prompt;
  return prompt || 'From a photo';
}

/** The cards whose title or prompt holds every word of a search, in any order; letter case and accents do not count. */
export function searchCards(cards: readonly Card[], search: string): readonly Card[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return cards;
  return cards.filter((card) => {
    const prompt = card.status === 'kept' ? card.recipe?.prompt : card.request.prompt;
    const text = plain(`${cardTitle(card)} ${prompt ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Bytes of all finished objects together. */
export function libraryBytes(cards: readonly Card[]): number {
  return cards.reduce((sum, card) => sum + (card.status === 'kept' ? card.bytes : 0), 0);
}
