/** What a command of a list is about: the chosen rows, else the one under the cursor. */
import { useEffect, useEffectEvent } from 'react';

interface Named {
  readonly id: string;
}

export function usePicked(
  chosen: readonly Named[],
  under: Named | null,
  tell: (ids: readonly string[]) => void,
): void {
  const ids = chosen.length > 0 ? chosen.map(({ id }) => id) : under ? [under.id] : [];
  const key = ids.join(' ');
  const told = useEffectEvent(() => tell(ids));
  useEffect(() => {
    if (key !== undefined) told();
  }, [key]);
}
