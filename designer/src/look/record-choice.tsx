import type { Entity } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { useState } from 'react';
import { Property } from '../kit/property.tsx';
import { useFound } from './use-look.ts';

/** What stands for no record. */
export const NO_RECORD = '';

/** Chooses a record by what it is called, of those that the administrator sees. */
export function RecordChoice({
  id,
  none,
  entity,
  value,
  onChange,
}: {
  id: string;
  /** What it is called to choose no record. */
  none: string;
  entity: Entity;
  value: string;
  onChange: (id: string) => void;
}) {
  const { t } = useDesignText();
  const [search, setSearch] = useState('');
  const [last, setLast] = useState({ value: NO_RECORD, label: none });
  const found = useFound(entity, search).map((each) => ({ value: each.id, label: String(each[entity.title] ?? '–') }));
  // Among those that are found by what is typed next, the chosen one may not be.
  const kept = value === last.value && value !== NO_RECORD && !found.some((each) => each.value === value) ? [last] : [];
  return (
    <Property label={t('design.lookRecord')} htmlFor={id}>
      <Select
        id={id}
        className={look.wide}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        value={value}
        options={[{ value: NO_RECORD, label: none }, ...kept, ...found]}
        onChange={(next, option) => {
          if (option && !Array.isArray(option)) setLast(option);
          onChange(next);
        }}
      />
    </Property>
  );
}
