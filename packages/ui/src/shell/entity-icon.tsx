import type { Icon } from '@pipewright/definition';
import { useEffect, useReducer } from 'react';
import * as css from './entity-icon.module.css';
import { drawn, fetchIcons } from './icons.ts';

/** The picture of an entity in menus; where it was not fetched beforehand its place is kept until it is there. */
export function EntityIcon({ icon }: { icon: Icon }) {
  const Drawn = drawn.get(icon);
  const [, drawAgain] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => {
    if (!drawn.has(icon)) void fetchIcons([icon]).then(drawAgain);
  }, [icon]);
  return Drawn ? <Drawn /> : <span className={`anticon ${css.place}`} aria-hidden />;
}
