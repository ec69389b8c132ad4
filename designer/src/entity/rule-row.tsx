import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import type { Field, RuleRow } from '@pipewright/definition';
import type { RowOutcome } from '@pipewright/process';
import { Badge, ConditionBuilder, look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import * as css from './entity.module.css';

const COLOURS = { decides: 'green', late: 'blue', not: 'grey', unknown: 'orange', faulty: 'red' } as const;

/** A row of a rule: what it is called, which value it gives, and how it takes the record that the rule is tried on; opened, when it holds too. */
export function RuleRowPanel({
  row,
  index,
  last,
  handle,
  outcome,
  fields,
  options,
  currency,
  onChange,
  onMove,
  onRemove,
}: {
  row: RuleRow;
  index: number;
  last: boolean;
  /** What it is dragged by. */
  handle: ReactNode;
  /** Undefined while the rule is tried on nothing. */
  outcome: RowOutcome | undefined;
  /** What its condition may read. */
  fields: readonly Field[];
  options: readonly { readonly value: string; readonly label: string }[];
  currency: string;
  onChange: (patch: Partial<RuleRow>) => void;
  onMove: (to: number) => void;
  /** Left out where the row may not go. */
  onRemove: (() => void) | undefined;
}) {
  const { t, say } = useDesignText();
  // A row that asks for nothing yet is there to be filled in.
  const [open, setOpen] = useState(row.when === false);
  const called = t('design.byRuleRow', { n: index + 1 });
  const name = say(row.name);
  const value = options.find((each) => each.value === row.value)?.label ?? '–';
  return (
    <Panel size="small" role="group" aria-label={`${called} · ${name}`}>
      <Flex gap={4} align="center" className={css.rowHead}>
        {handle}
        <button type="button" className={look.bare} aria-expanded={open} onClick={() => setOpen(!open)}>
          {index + 1}. {name} <span className={css.gives}>→ {value}</span>
        </button>
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={t('design.upOf', { name })}
          disabled={index === 0}
          onClick={() => onMove(index - 1)}
        />
        <Button
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={t('design.downOf', { name })}
          disabled={last}
          onClick={() => onMove(index + 1)}
        />
        <Button type="text" icon={<DeleteOutlined />} aria-label={t('design.removeOf', { name })} disabled={!onRemove} onClick={onRemove} />
      </Flex>
      {outcome && <Badge color={COLOURS[outcome]}>{t(`design.tryRow.${outcome}`)}</Badge>}
      {open && (
        <div className={look.after}>
          <LabelInput id={`rule_${row.key}`} label={called} value={row.name} onChange={(next) => onChange({ name: next })} />
          <div className={css.rowPart}>{t('design.byRuleWhen')}</div>
          <ConditionBuilder
            label={`${called} · ${t('design.byRuleWhen')}`}
            fields={fields}
            rule={row.when || undefined}
            currency={currency}
            onChange={(when) => onChange({ when: when ?? false })}
          />
          <label className={css.rowPart} htmlFor={`rule_value_${row.key}`}>
            {t('design.byRuleThen')}
          </label>
          <Select
            id={`rule_value_${row.key}`}
            className={look.wide}
            aria-label={`${called} · ${t('design.byRuleValue')}`}
            value={row.value}
            options={[...options]}
            onChange={(next) => onChange({ value: next })}
          />
        </div>
      )}
      {row.when === false && <div className={`${look.aside} ${look.after}`}>{t('design.byRuleNever')}</div>}
    </Panel>
  );
}
