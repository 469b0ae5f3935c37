import { useEffect, useState } from 'react';
import { whenSettled } from '../commands/presence';

type LaterParts = typeof import('./later-parts');

/** The parts of the page that its first screen does not show; null until that is complete and they have come. */
export function useLaterParts(): LaterParts | null {
  const [parts, setParts] = useState<LaterParts | null>(null);
  useEffect(() => {
    void whenSettled()
      .then(() => import('./later-parts'))
      .then(setParts);
  }, []);
  return parts;
}
