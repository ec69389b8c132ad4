import { type Field, MOST_GROUPS, type RecordJson } from '@pipewright/definition';
import { GroupBody, GroupCards, look, RecordCards, RecordTable, type RecordTableProps, Result, TotalsLine, useText } from '@pipewright/ui';
import { Button, Skeleton } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { ListGroup } from './groups.ts';
import { type Hold, useGroupRecords, useHeld } from './use-group-records.ts';
import { useGroups } from './use-groups.ts';
import type { ShownList } from './use-list.ts';

/** What draws the records of a list. */
type Drawn = Omit<RecordTableProps, 'records' | 'bodies' | 'loading'>;

/** The records of a list in groups by the values of a field: a table with a heading for each, or cards below headings on a phone. */
export function GroupedRecords({
  shown,
  field,
  wide,
  onRecords,
  ...drawn
}: Drawn & { shown: ShownList; field: Field; wide: boolean; onRecords: (records: readonly RecordJson[]) => void }) {
  const { t } = useText();
  const { groups, isMore, isChanging, error, toggle } = useGroups(shown, field);
  const { records, hold } = useHeld(groups);
  useEffect(() => onRecords(records), [onRecords, records]);
  if (error)
    return (
      <Result
        status="warning"
        title={error.message}
        extra={<Button onClick={() => shown.set({ group: undefined, filter: undefined })}>{t('list.reset')}</Button>}
      />
    );
  if (!groups) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (groups.length === 0) return drawn.emptyText;
  const each = (group: ListGroup) => ({ group, field, drawn, hold, onToggle: () => toggle(group.key) });
  return (
    <>
      {isMore && (
        <p className={look.quiet} role="status">
          {t('group.many', { count: MOST_GROUPS })}
        </p>
      )}
      {wide ? (
        <RecordTable
          {...drawn}
          records={records}
          loading={isChanging}
          bodies={(row, fields) => groups.map((group) => <Rows key={group.key} {...each(group)} row={row} fields={fields} />)}
        />
      ) : (
        <>
          {drawn.totals && <TotalsLine entity={drawn.entity} currency={drawn.app.currency} totals={drawn.totals} />}
          {groups.map((group) => (
            <Cards key={group.key} {...each(group)} />
          ))}
        </>
      )}
    </>
  );
}

interface Each {
  readonly group: ListGroup;
  readonly field: Field;
  readonly drawn: Drawn;
  readonly hold: Hold;
  readonly onToggle: () => void;
}

const USUAL_ROW = 41;
const DENSE_ROW = 36;
/** So many rows a page has at most. */
const ROOM = 50;

function Rows({
  group,
  field,
  drawn,
  hold,
  onToggle,
  row,
  fields,
}: Each & { row: (record: RecordJson) => ReactNode; fields: readonly Field[] }) {
  const { ref, list, records, left } = useGroupRecords(group, hold);
  const { onSelect, selected = [] } = drawn;
  const ids = records.map(({ id }) => id);
  const chosen = ids.filter((id) => selected.includes(id)).length;
  const choose = (on: boolean) => onSelect?.([...selected.filter((id) => !ids.includes(id)), ...(on ? ids : [])]);
  const end = <End list={list} left={left} />;
  // What is not there yet takes its room already, so that nothing jumps.
  const height = list.data ? undefined : Math.min(group.count, ROOM) * (drawn.dense ? DENSE_ROW : USUAL_ROW);
  return (
    <GroupBody
      ref={ref}
      {...{ field, fields, group, onToggle }}
      currency={drawn.app.currency}
      choosing={onSelect && { chosen, of: ids.length, choose }}
    >
      {group.open && records.map(row)}
      {group.open && (!list.data || list.hasNextPage || list.error) && (
        <tr className="pw-group-end">
          <td colSpan={fields.length + (onSelect ? 1 : 0)} style={{ height }}>
            {end}
          </td>
        </tr>
      )}
    </GroupBody>
  );
}

function Cards({ group, field, drawn, hold, onToggle }: Each) {
  const { ref, list, records, left } = useGroupRecords(group, hold);
  const { app, entity, columns, onOpen, selected, onSelect, notes } = drawn;
  return (
    <GroupCards ref={ref} {...{ entity, field, group, onToggle }} currency={app.currency}>
      {group.open && records.length > 0 && (
        <RecordCards {...{ app, entity, columns, records, onOpen, selected: selected ?? [], onSelect, notes }} emptyText={null} />
      )}
      {group.open && <End list={list} left={left} />}
    </GroupCards>
  );
}

function End({ list, left }: { list: ReturnType<typeof useGroupRecords>['list']; left: number }) {
  const { t } = useText();
  if (list.error) return list.error.message;
  if (!list.data) return <Skeleton active title={false} paragraph={{ rows: 1 }} />;
  if (!list.hasNextPage) return null;
  return (
    <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {left > 0 ? t('group.more', { count: left }) : t('list.more')}
    </Button>
  );
}
