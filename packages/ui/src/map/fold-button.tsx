import { Button } from 'antd';
import { useText } from '../text/language.ts';
import type { Drawing } from './drawing.ts';
import { downFrom, type Forest } from './forest.ts';
import * as css from './map.module.css';

/** Folds away who is below somebody, and shows them again; says how many they are. */
export function FoldButton({ id, forest, drawing }: { id: string; forest: Forest; drawing: Drawing }) {
  const { t } = useText();
  const below = forest.places.get(id)?.below ?? [];
  if (below.length === 0) return null;
  const isFolded = drawing.folded.has(id);
  const count = downFrom(forest, below).length;
  const said = t(isFolded ? 'map.unfold' : 'map.fold', { name: drawing.people.get(id)?.name ?? '', count });
  return (
    <Button
      size="small"
      shape="round"
      tabIndex={-1}
      className={css.fold ?? ''}
      aria-label={said}
      title={said}
      onClick={() => drawing.toggle(id)}
    >
      {isFolded ? `＋${count}` : '－'}
    </Button>
  );
}
