import { Grid, Select } from 'antd';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import type { Drawing } from './drawing.ts';
import { downFrom, forestOf } from './forest.ts';
import { layoutOf, WALKS, type Walk, walk, walkOutline } from './layout.ts';
import * as css from './map.module.css';
import { MapChart } from './map-chart.tsx';
import { MapOutline } from './map-outline.tsx';
import type { MapActs, MapFields, MapPerson } from './person.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { useFolded } from './use-folded.ts';

/**
 * People and who reports to whom, drawn as trees of boxes where there is room, and as an outline on a phone; changed by dragging, by a menu and by
 * keyboard. To those who hear it, it is a tree.
 */
export function PeopleMap({
  label,
  people,
  fields,
  acts,
}: {
  /** What it is a map of. */
  label: string;
  people: readonly MapPerson[];
  fields: MapFields;
  acts: MapActs;
}) {
  const { t } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<string>(undefined);
  const forest = useMemo(() => forestOf(people), [people]);
  const { folded, toggle, reveal } = useFolded(forest);
  const layout = useMemo(() => layoutOf(forest, folded), [forest, folded]);
  const drawn = useMemo(() => downFrom(forest, [...forest.tops, ...forest.loose], folded), [forest, folded]);
  const byId = useMemo(() => new Map(people.map((each) => [each.id, each])), [people]);
  const [chosen, setAt] = useState<string>();
  const [menu, setMenu] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const at = chosen !== undefined && drawn.includes(chosen) ? chosen : drawn[0];
  const focus = (id: string) => {
    setAt(id);
    wanted.current = id;
    // It may be drawn by what was just unfolded; a dialog that is asked for by then keeps the keyboard.
    requestAnimationFrame(() => {
      if (wanted.current === id) box.current?.querySelector<HTMLElement>(`[data-person="${CSS.escape(id)}"]`)?.focus();
    });
  };
  const closeMenu = (id: string | undefined) => {
    if (id === undefined && menu !== undefined) focus(menu);
    setMenu(id);
  };
  const onKey = (event: KeyboardEvent) => {
    const { key, target } = event;
    const id = target instanceof HTMLElement ? target.dataset.person : undefined;
    // What is pressed inside a menu or a button belongs there, and to a menu that opens at once.
    if (id === undefined || menu !== undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = isWalk(key) ? (wide ? walk(forest, layout, id, key) : walkOutline(forest, drawn, id, key)) : undefined;
    const folds = (key === '+' || key === '-') && folded.has(id) === (key === '+') && (forest.places.get(id)?.below.length ?? 0) > 0;
    if (next !== undefined) focus(next);
    else if (key === 'Enter') acts.open(id);
    else if (key === ' ' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) setMenu(id);
    else if (folds || (!wide && key === (folded.has(id) ? 'ArrowRight' : 'ArrowLeft') && (forest.places.get(id)?.below.length ?? 0) > 0))
      toggle(id);
    else if (!isWalk(key)) return;
    event.preventDefault();
  };
  const ask = (id: string) => {
    wanted.current = undefined;
    setAsked(id);
  };
  const drawing: Drawing = { people: byId, fields, acts, at, menu, folded, setAt, setMenu: closeMenu, toggle, ask };
  const asking = asked === undefined ? undefined : byId.get(asked);
  const find = people.length > 12 && (
    <Select
      className={css.find ?? ''}
      showSearch={{ optionFilterProp: 'label' }}
      value={null}
      placeholder={t('map.find')}
      aria-label={t('map.find')}
      options={people.map(({ id, name, subtitle }) => ({ value: id, label: subtitle ? `${name} · ${subtitle}` : name }))}
      onChange={(id: string | null) => {
        if (id === null) return;
        reveal(id);
        focus(id);
      }}
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the boxes inside
    <div ref={box} onKeyDown={onKey}>
      {wide ? (
        <MapChart label={label} forest={forest} layout={layout} drawing={drawing} tools={find} />
      ) : (
        <>
          {find}
          <MapOutline label={label} forest={forest} drawn={drawn} drawing={drawing} />
        </>
      )}
      {wide && <p className={`${look.quiet} ${look.small}`}>{t(acts.place ? 'map.help' : 'map.look')}</p>}
      {asking && (
        <PlaceDialog
          key={asking.id}
          person={asking}
          people={people}
          forest={forest}
          onClose={() => {
            setAsked(undefined);
            focus(asking.id);
          }}
          onPlace={(above) => {
            setAsked(undefined);
            focus(asking.id);
            if (above !== asking.above) acts.place?.(asking.id, above);
          }}
        />
      )}
    </div>
  );
}

const isWalk = (key: string): key is Walk => (WALKS as readonly string[]).includes(key);
