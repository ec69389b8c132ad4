import { useState } from 'react';
import type { Forest } from './forest.ts';

/** From so many people on, only the upper ones are drawn at first. */
const MANY = 80;
const SHOWN_LEVELS = 2;

/** Under whom nobody is drawn: of a large map at first everybody but the upper ones. */
export function useFolded(forest: Forest) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => {
    const places = forest.places.size > MANY ? [...forest.places.values()] : [];
    return new Set(places.filter(({ level, below }) => level >= SHOWN_LEVELS && below.length > 0).map(({ id }) => id));
  });
  const toggle = (id: string) =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  /** Unfolds everything above somebody. */
  const reveal = (id: string) => {
    const above = new Set<string>();
    for (let at = forest.places.get(id)?.above ?? null; at !== null; at = forest.places.get(at)?.above ?? null) above.add(at);
    setFolded((before) => new Set([...before].filter((each) => !above.has(each))));
  };
  return { folded, toggle, reveal };
}
