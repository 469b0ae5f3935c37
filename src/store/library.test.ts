import { describe, expect, it } from 'vitest';
import { keptCard, unfinishedCard } from '../library/card.fixture';
import { cardTitle, libraryBytes, searchCards, withCards } from './library';

const castle = { ...keptCard('a castle on a hill'), created: 3, name: 'Schloß Größe' };
const house = { ...keptCard('a red house'), created: 2 };
const car = { ...unfinishedCard('a race car'), created: 1 };
const cards = [castle, house, car];

describe('cardTitle', () => {
  it('is the name that was given, else the prompt, else what it is from', () => {
    expect(cards.map(cardTitle)).toEqual(['Schloß Größe', 'a red house', 'a race car']);
    expect(cardTitle(keptCard(''))).toBe('From a photo');
  });
});

describe('searchCards', () => {
  it.each([
    ['', cards],
    ['  ', cards],
    ['RED', [house]],
    ['house a', [house]],
    ['grosse', []],
    ['große', [castle]],
    ['GROSS', []],
    ['hill größe', [castle]],
    ['car', [car]],
    ['red castle', []],
  ])('%j', (search, expected) => {
    expect(searchCards(cards, search)).toEqual(expected);
  });

  it('takes letters without their accents too', () => {
    const card = { ...house, name: 'Überraschung' };
    expect(searchCards([card], 'uber')).toEqual([card]);
  });
});

describe('withCards', () => {
  it('changes, adds and drops the cards of some ids, and keeps the newest first', () => {
    const named = { ...house, name: 'Home' };
    const boat = { ...keptCard('a boat'), created: 9 };
    expect(withCards(cards, [house.id, boat.id, castle.id], [named, boat])).toEqual([boat, named, car]);
  });

  it('takes all cards where no ids are told, and leaves those that are the same as they are', () => {
    const list = withCards(cards, undefined, [structuredClone(castle), { ...house, name: 'Home' }]);
    expect(list).toHaveLength(2);
    expect(list[0]).toBe(castle);
    expect(list[1]).toMatchObject({ name: 'Home' });
  });
});

describe('libraryBytes', () => {
  it('counts finished objects', () => {
    expect(libraryBytes(cards)).toBe(castle.bytes + house.bytes);
  });
});
