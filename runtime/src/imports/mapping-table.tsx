import { type Entity, hasTrait, type ImportJson, isGiven } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Input, Select, Table } from 'antd';
import { type Mapping, PAST_TARGETS, ValueMap } from './mapping.tsx';

/** Stands for "one value for all rows" where a column is chosen; no column can have this name. */
const FIXED = '\u0000fixed';

/** For each field the column it comes from, or one value for all rows, with examples from the file. */
export function MappingTable({
  entity,
  job,
  mapping,
  onChange,
}: {
  entity: Entity;
  job: ImportJson;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}) {
  const { t, say } = useText();
  const targets = [
    ...entity.fields
      .filter((field) => !field.retired && isGiven(field) && !hasTrait(field, 'files'))
      .map((field) => ({ key: field.key, label: say(field.name) + (field.required && field.default === undefined ? ' *' : '') })),
    { key: 'owner', label: t('import.owner') },
    ...(entity.process
      ? (['stage', 'status', ...(mapping.baseline ? PAST_TARGETS : [])] as const).map((key) => ({ key, label: t(`import.target.${key}`) }))
      : []),
  ];
  const set = (target: string, source: Mapping['targets'][string] | undefined) => {
    const { [target]: _, ...rest } = mapping.targets;
    onChange({ ...mapping, targets: source ? { ...rest, [target]: source } : rest });
  };
  const columnOf = (target: string) => {
    const source = mapping.targets[target];
    return source && 'column' in source ? source.column : undefined;
  };
  const fixedOf = (target: string) => {
    const source = mapping.targets[target];
    return source && 'value' in source ? source.value : undefined;
  };
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="key"
      scroll={{ x: 560 }}
      dataSource={targets}
      columns={[
        { title: t('import.field'), dataIndex: 'label', width: 170 },
        {
          title: t('import.column'),
          width: 220,
          render: (_, { key, label }) => (
            <Select
              aria-label={`${t('import.column')} ${label}`}
              allowClear
              className={look.wide}
              value={fixedOf(key) !== undefined ? FIXED : (columnOf(key) ?? null)}
              options={[...job.columns.map((column) => ({ value: column, label: column })), { value: FIXED, label: t('import.fixed') }]}
              onChange={(column) => set(key, column === FIXED ? { value: '' } : column ? { column } : undefined)}
            />
          ),
        },
        {
          title: t('import.example'),
          render: (_, { key, label }) =>
            fixedOf(key) === undefined ? (
              job.sample
                .slice(0, 3)
                .flatMap((row) => row[columnOf(key) ?? ''] || [])
                .join(' · ')
            ) : (
              <Input
                aria-label={`${t('import.fixed')} ${label}`}
                value={fixedOf(key)}
                onChange={(event) => set(key, { value: event.target.value })}
              />
            ),
        },
        {
          title: t('import.values'),
          width: 130,
          render: (_, { key, label }) =>
            columnOf(key) ? (
              <ValueMap
                label={label}
                source={mapping.targets[key] as { column: string; values?: Record<string, string | null> }}
                onChange={(source) => set(key, source)}
              />
            ) : null,
        },
      ]}
    />
  );
}
