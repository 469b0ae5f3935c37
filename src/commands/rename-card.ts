import { type Card, NAME_CHARACTERS_MAX } from '../store/library';
import { changeLibrary } from './change-library';
import type { Studio } from './studio';

/** Gives something in the library a name; without one it goes by its prompt again. */
export async function renameCard(studio: Studio, { id }: Card, name: string): Promise<void> {
  const line = name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const cut = [...line].slice(0, NAME_CHARACTERS_MAX).join('');
  await changeLibrary(studio, (library) => library.change([id], { name: cut || null }));
}
