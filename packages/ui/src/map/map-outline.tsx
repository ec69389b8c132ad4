import type { Drawing } from './drawing.ts';
import { FoldButton } from './fold-button.tsx';
import type { Forest } from './forest.ts';
import * as css from './map.module.css';
import { PersonFace } from './person-face.tsx';
import { PersonMenu } from './person-menu.tsx';
import { treeItem } from './tree-item.ts';

/** On a narrow screen there is no room beside the deeper ones for more than this. */
const MOST_INDENT = 5;
const INDENT = 16;

/** The map as an outline: everybody in a line of their own, those below further in. */
export function MapOutline({
  label,
  forest,
  drawn,
  drawing,
}: {
  label: string;
  forest: Forest;
  drawn: readonly string[];
  drawing: Drawing;
}) {
  const { people, fields, acts, menu, setAt, setMenu, ask } = drawing;
  return (
    <div role="tree" aria-label={label} className={css.outline}>
      {drawn.map((id) => {
        const person = people.get(id);
        if (!person) return null;
        const item = treeItem(forest, drawing, id);
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: its role, that of a tree item, is among what is spread
          <div
            key={id}
            {...item}
            className={css.row}
            style={{ marginInlineStart: Math.min(item['aria-level'] - 1, MOST_INDENT) * INDENT }}
            onFocus={() => setAt(id)}
          >
            <div className={css.face}>
              <PersonFace person={person} fields={fields} onOpen={() => acts.open(id)} />
            </div>
            <FoldButton id={id} forest={forest} drawing={drawing} />
            <PersonMenu
              person={person}
              fields={fields}
              acts={acts}
              open={menu === id}
              onOpen={(open) => setMenu(open ? id : undefined)}
              onPlace={() => ask(id)}
            />
          </div>
        );
      })}
    </div>
  );
}
