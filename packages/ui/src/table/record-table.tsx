import { type App, type Entity, type Field, fieldOf, type RecordJson } from '@pipewright/definition';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useText } from '../text/language.ts';
import { usualWidth } from './column-width.ts';
import type { Arranging } from './head-cell.tsx';
import { RecordRow } from './record-row.tsx';
import { TableFoot, type Totals } from './table-foot.tsx';
import { TableHead } from './table-head.tsx';
import './table.css';

/** What a table of records shows and how it is worked with. */
export interface RecordTableProps {
  readonly app: App;
  readonly entity: Entity;
  readonly columns: readonly string[];
  readonly records: readonly RecordJson[];
  readonly loading: boolean;
  /** `-amount`: which column sorts, and whether downwards. */
  readonly sort: string | undefined;
  readonly emptyText: ReactNode;
  readonly onSort: (sort: string | undefined) => void;
  readonly onOpen: (record: RecordJson) => void;
  readonly selected?: readonly string[];
  readonly onSelect?: ((ids: readonly string[]) => void) | undefined;
  /** Rows close together. */
  readonly dense?: boolean;
  /** How wide columns are, in pixels, where a person has said so. */
  readonly widths?: Readonly<Record<string, number>> | undefined;
  readonly arranging?: Arranging | undefined;
  readonly totals?: Totals | undefined;
  /** What is said of each record under what its row begins with, by its id; undefined where nothing is said of any. */
  readonly notes?: ReadonlyMap<string, string> | undefined;
  /** Draws the bodies of a table whose rows stand in groups; `records` are those in sight, in their order. */
  readonly bodies?: ((row: (record: RecordJson) => ReactNode, fields: readonly Field[]) => ReactNode) | undefined;
}

const CHECK_WIDTH = 40;
const NONE: readonly string[] = [];

/**
 * Records as rows: the headings and the first column stay in sight, a heading sorts, arrow keys move a cursor and Enter opens.
 * A plain table whose columns have widths of their own, so that nothing is measured and hundreds of cells stand at once.
 */
export function RecordTable(props: RecordTableProps) {
  const { app, entity, columns, records, loading, sort, emptyText, onSort, onOpen, selected = NONE, onSelect, totals } = props;
  const { widths, arranging, bodies, notes } = props;
  const { say, t } = useText();
  const widthOf = (field: Field) => widths?.[field.key] ?? usualWidth(field.type, say(field.name));
  const [cursor, setCursor] = useState(-1);
  useEffect(() => setCursor((at) => Math.min(at, records.length - 1)), [records.length]);
  const shown = columns.join();
  const fields = useMemo(() => shown.split(',').flatMap((key) => fieldOf(entity, key) ?? []), [shown, entity]);
  const width = fields.reduce((sum, field) => sum + widthOf(field), onSelect ? CHECK_WIDTH : 0);
  const chosen = new Set(selected);
  const choose = (id: string, on: boolean) => onSelect?.(on ? [...selected, id] : selected.filter((each) => each !== id));
  const click = (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const at = records.findIndex(({ id }) => id === target.closest('[data-row-key]')?.getAttribute('data-row-key'));
    const record = records[at];
    const link = target.closest('a');
    if (!record || (link && !link.hasAttribute('data-open'))) return;
    if (target.closest('.pw-check')) return void (target instanceof HTMLInputElement && choose(record.id, target.checked));
    event.preventDefault();
    setCursor(at);
    onOpen(record);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setCursor((at) => Math.max(0, Math.min(records.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    }
    const record = records[cursor];
    if (event.key === 'Enter' && record && event.target instanceof HTMLElement && !['A', 'INPUT', 'BUTTON'].includes(event.target.tagName))
      onOpen(record);
  };
  const row = (record: RecordJson) => (
    <RecordRow
      key={record.id}
      app={app}
      entity={entity}
      fields={fields}
      record={record}
      current={record.id === records[cursor]?.id}
      chosen={onSelect && chosen.has(record.id)}
      note={notes && (notes.get(record.id) ?? '')}
    />
  );
  return (
    <section
      className={props.dense ? 'pw-table pw-dense' : 'pw-table'}
      aria-label={say(entity.plural)}
      aria-busy={loading}
      onClick={click}
      onKeyDown={key}
    >
      {/* Once a person has drawn an edge, columns are as wide as they were drawn, not as the window allows. */}
      <table key={widths ? 'drawn' : 'free'} style={{ [widths ? 'width' : 'minWidth']: width }}>
        <colgroup>
          {onSelect && <col style={{ width: CHECK_WIDTH }} />}
          {fields.map((field) => (
            <col key={field.key} data-column={field.key} style={{ width: widthOf(field) }} />
          ))}
        </colgroup>
        <TableHead
          fields={fields}
          sort={sort}
          onSort={onSort}
          widthOf={widthOf}
          arranging={arranging}
          all={
            onSelect && { chosen: selected.length, of: records.length, choose: (on) => onSelect(on ? records.map(({ id }) => id) : NONE) }
          }
        />
        {bodies ? bodies(row, fields) : <tbody>{records.map(row)}</tbody>}
        {totals && (records.length > 0 || bodies) && (
          <TableFoot fields={fields} currency={app.currency} totals={totals} choosing={onSelect !== undefined} />
        )}
      </table>
      {records.length === 0 && !bodies && <div className="pw-table-empty">{loading ? t('state.loading') : emptyText}</div>}
    </section>
  );
}
