import { type App, type Entity, type Field, fieldOf, type RecordJson } from '@pipewright/definition';
import { Table, type TableProps } from 'antd';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Value } from '../shell/value.tsx';
import { useText } from '../text/language.ts';
import { AppliesMark } from './applies-mark.tsx';

/** What a table of records shows and how it is worked with. */
export interface RecordTableProps {
  readonly app: App;
  readonly entity: Entity;
  readonly columns: readonly string[];
  readonly records: readonly RecordJson[];
  readonly loading: boolean;
  /** `-amount`: which column sorts, and whether downwards. */
  readonly sort: string | undefined;
  readonly emptyText: React.ReactNode;
  readonly onSort: (sort: string | undefined) => void;
  readonly onOpen: (record: RecordJson) => void;
  readonly selected?: readonly string[];
  readonly onSelect?: ((ids: readonly string[]) => void) | undefined;
}

const NUMERIC = new Set(['money', 'decimal', 'integer', 'percent']);
const WIDTHS: Readonly<Record<string, number>> = { long_text: 280, text: 220, reference: 200, datetime: 160, date: 120, boolean: 90 };

/** Records as rows: the first column stays in sight, a heading sorts, arrow keys move a cursor and Enter opens. */
export function RecordTable({
  app,
  entity,
  columns,
  records,
  loading,
  sort,
  emptyText,
  onSort,
  onOpen,
  selected,
  onSelect,
}: RecordTableProps) {
  const { say, t } = useText();
  const [cursor, setCursor] = useState(-1);
  useEffect(() => setCursor((at) => Math.min(at, records.length - 1)), [records.length]);
  const fields = columns.flatMap((key) => fieldOf(entity, key) ?? []);
  const sortKey = sort?.replace(/^-/, '');
  const narrow = typeof window !== 'undefined' && window.innerWidth < 700;
  const column = (field: Field, i: number): NonNullable<TableProps<RecordJson>['columns']>[number] => ({
    key: field.key,
    title: say(field.name),
    dataIndex: field.key,
    width: WIDTHS[field.type] ?? 150,
    ellipsis: true,
    ...(i === 0 && !narrow ? { fixed: 'start' as const } : {}),
    ...(NUMERIC.has(field.type) ? { align: 'end' as const } : {}),
    sorter: field.type !== 'choices',
    sortOrder: sortKey === field.key ? (sort?.startsWith('-') ? 'descend' : 'ascend') : null,
    render: (_, record) =>
      field.key === entity.title ? (
        <a
          href={`#${record.id}`}
          onClick={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onOpen(record);
          }}
        >
          <AppliesMark entity={entity} record={record} />
          <Value field={field} record={record} currency={app.currency} />
        </a>
      ) : (
        <Value field={field} record={record} currency={app.currency} />
      ),
  });
  return (
    <section
      aria-label={say(entity.plural)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          setCursor((at) => Math.max(0, Math.min(records.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
        }
        const record = records[cursor];
        if (event.key === 'Enter' && record && event.target instanceof HTMLElement && !['A', 'INPUT'].includes(event.target.tagName))
          onOpen(record);
      }}
    >
      <Table<RecordJson>
        size="small"
        rowKey="id"
        loading={loading && records.length > 0}
        columns={fields.map(column)}
        dataSource={[...records]}
        pagination={false}
        sticky
        scroll={{ x: fields.reduce((sum, field) => sum + (WIDTHS[field.type] ?? 150), 0) }}
        locale={{ emptyText: loading ? t('state.loading') : emptyText }}
        rowClassName={(_, i) => (i === cursor ? 'pw-cursor' : '')}
        onRow={(record, i) => ({
          onClick: () => {
            setCursor(i ?? -1);
            onOpen(record);
          },
          style: { cursor: 'pointer' },
        })}
        onChange={(_, __, sorter) => {
          const next = Array.isArray(sorter) ? sorter[0] : sorter;
          onSort(next?.order ? `${next.order === 'descend' ? '-' : ''}${String(next.columnKey)}` : undefined);
        }}
        {...(onSelect
          ? {
              rowSelection: {
                selectedRowKeys: [...(selected ?? [])],
                columnWidth: 40,
                columnTitle: (box) => <OnlyInSight>{box}</OnlyInSight>,
                ...(narrow ? {} : { fixed: 'start' as const }),
                onChange: (keys) => onSelect(keys.map(String)),
                getCheckboxProps: (record) => ({ 'aria-label': t('list.select', { name: String(record[entity.title] ?? '') }) }) as object,
              },
            }
          : {})}
      />
    </section>
  );
}

/** The table draws each heading once more in a hidden row, to measure it; there a check box would be a second stop of the keyboard that nobody sees. */
function OnlyInSight({ children }: { children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState(false);
  useLayoutEffect(() => setShown(place.current?.closest('[aria-hidden="true"]') === null), []);
  return <span ref={place}>{shown ? children : null}</span>;
}
