import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Studio } from '../commands/studio';
import type { StudioState } from '../store/studio-store';

const StudioContext = createContext<Studio | null>(null);

export const StudioProvider = StudioContext.Provider;

/** The object that commands act on. */
export function useStudio(): Studio {
  const studio = use(StudioContext);
  if (!studio) throw new Error('a panel was rendered outside StudioProvider');
  return studio;
}

/** A part of the state; the component renders again when it changes. */
export function useStudioState<Part>(select: (state: StudioState) => Part): Part {
  return useStore(useStudio().store, select);
}
