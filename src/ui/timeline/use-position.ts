import { useShallow } from 'zustand/react/shallow';
import { type Position, positionOf } from '../../store/timeline';
import { useStudioState } from '../studio-context';

/** What is on the stage and can be scrubbed through. */
export function usePosition(): Position | null {
  return useStudioState(useShallow(positionOf));
}
