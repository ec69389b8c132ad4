import { CaretDownFilled, CaretUpFilled, MoreOutlined } from '@ant-design/icons';
import { type Field, hasTrait } from '@pipewright/definition';
import { Dropdown, type MenuProps } from 'antd';
import { useText } from '../text/language.ts';
import { droppedOn, movedTo } from './column-order.ts';
import { drawEdge, stepped } from './column-width.ts';

/** How the columns of a table are arranged by whoever looks at it. */
export interface Arranging {
  readonly onColumns: (columns: readonly string[]) => void;
  readonly onWidths: (widths: Readonly<Record<string, number>>) => void;
  /** By what the rows stand in groups, and by what else they may. */
  readonly grouping?: {
    readonly by: string | undefined;
    readonly of: readonly Field[];
    readonly onGroup: (field: string | undefined) => void;
  };
}

/** A heading: it sorts when pressed, is carried to another place, is made wider at its edge, and has a menu that does all of that without a mouse. */
export function HeadCell({
  field,
  fields,
  at,
  sort,
  width,
  onSort,
  arranging,
  carried,
  onCarry,
}: {
  field: Field;
  fields: readonly Field[];
  at: number;
  sort: string | undefined;
  width: number;
  onSort: (sort: string | undefined) => void;
  arranging: Arranging | undefined;
  /** The column that is being carried. */
  carried: string | undefined;
  onCarry: (column: string | undefined) => void;
}) {
  const { say } = useText();
  const way = sort === field.key ? 'ascending' : sort === `-${field.key}` ? 'descending' : undefined;
  const next = sort === field.key ? `-${field.key}` : sort === `-${field.key}` ? undefined : field.key;
  const keys = fields.map(({ key }) => key);
  const carrying = arranging && {
    draggable: true,
    onDragStart: (event: React.DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', say(field.name));
      onCarry(field.key);
    },
    onDragEnd: () => onCarry(undefined),
    onDragOver: (event: React.DragEvent) => carried !== undefined && event.preventDefault(),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      if (carried !== undefined && carried !== field.key) arranging.onColumns(droppedOn(keys, carried, field.key));
      onCarry(undefined);
    },
  };
  const marks = [at === 0 ? 'pw-first' : hasTrait(field, 'numeric') ? 'pw-number' : '', carried === field.key ? 'pw-carried' : ''];
  return (
    <th
      scope="col"
      data-column={field.key}
      className={marks.join(' ').trim() || undefined}
      {...(way ? { 'aria-sort': way } : {})}
      {...carrying}
    >
      <div className="pw-head">
        {!hasTrait(field, 'ordered') ? (
          <span className="pw-head-name">{say(field.name)}</span>
        ) : (
          <button type="button" title={say(field.name)} onClick={() => onSort(next)}>
            <span>{say(field.name)}</span>
            {way === 'ascending' ? <CaretUpFilled aria-hidden /> : way === 'descending' ? <CaretDownFilled aria-hidden /> : null}
          </button>
        )}
        {arranging && <HeadMenu {...{ field, keys, at, width, onSort, arranging }} />}
      </div>
      {arranging && (
        // The menu says the same for those without a mouse.
        <span
          aria-hidden
          className="pw-edge"
          draggable={false}
          onPointerDown={(event) => drawEdge(event, arranging.onWidths)}
          onDragStart={(event) => event.preventDefault()}
        />
      )}
    </th>
  );
}

function HeadMenu({
  field,
  keys,
  at,
  width,
  onSort,
  arranging: { onColumns, onWidths, grouping },
}: {
  field: Field;
  keys: readonly string[];
  at: number;
  width: number;
  onSort: (sort: string | undefined) => void;
  arranging: Arranging;
}) {
  const { t, say } = useText();
  const acts = {
    ascending: () => onSort(field.key),
    descending: () => onSort(`-${field.key}`),
    left: () => onColumns(movedTo(keys, field.key, at - 1)),
    right: () => onColumns(movedTo(keys, field.key, at + 1)),
    wider: () => onWidths({ [field.key]: stepped(width, 1) }),
    narrower: () => onWidths({ [field.key]: stepped(width, -1) }),
    group: () => grouping?.onGroup(grouping.by === field.key ? undefined : field.key),
    hide: () => onColumns(keys.filter((key) => key !== field.key)),
  } as const;
  const idle: Partial<Record<keyof typeof acts, boolean>> = { left: at === 0, right: at === keys.length - 1, hide: keys.length === 1 };
  const grouped = grouping?.by === field.key;
  const item = (key: keyof typeof acts) => ({
    key,
    label: key === 'group' && grouped ? t('group.none') : t(`column.${key}`),
    disabled: idle[key] === true,
  });
  const items: MenuProps['items'] = [
    ...(hasTrait(field, 'ordered') ? [item('ascending'), item('descending'), { type: 'divider' as const }] : []),
    ...(grouping?.of.some(({ key }) => key === field.key) ? [item('group'), { type: 'divider' as const }] : []),
    ...[item('left'), item('right'), item('wider'), item('narrower'), { type: 'divider' as const }, item('hide')],
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => acts[key as keyof typeof acts]() }}>
      <button type="button" className="pw-more" aria-label={t('column.menu', { name: say(field.name) })}>
        <MoreOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}
