import { useState } from 'react';

/** A text that survives a reload until it is emptied, under a name. */
export function useKept(name: string): readonly [string, (text: string) => void] {
  const place = `pipewright.line.${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(place) ?? '');
  const keep = (next: string) => {
    if (next) sessionStorage.setItem(place, next);
    else sessionStorage.removeItem(place);
    setText(next);
  };
  return [text, keep];
}
