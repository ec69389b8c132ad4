import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import type { Field, RuleRow } from '@pipewright/definition';
import type { RowOutcome } from '@pipewright/process';
import { ConditionBuilder, look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import * as css from './entity.module.css';

const COLOURS = { decides: 'green', late: 'default', not: 'default', unknown: 'orange', faulty: 'red' } as const;

/** A row of a rule: what it is called, when it holds, which value it gives, and how it takes the record that the rule is tried on. */
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
  const called = t('design.byRuleRow', { n: index + 1 });
  const name = say(row.name);
  return (
    <Panel size="small" role="group" aria-label={`${called} · ${name}`}>
      <Flex gap={4} align="center" className={css.rowHead}>
        {handle}
        <strong className={look.rest}>{called}</strong>
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
      {outcome && (
        <Tag color={COLOURS[outcome]} className={`${look.sentence} ${look.note}`}>
          {t(`design.tryRow.${outcome}`)}
        </Tag>
      )}
      <LabelInput id={`rule_${row.key}`} label={called} value={row.name} onChange={(next) => onChange({ name: next })} />
      <div className={css.rowPart}>{t('design.byRuleWhen')}</div>
      <ConditionBuilder
        label={`${called} · ${t('design.byRuleWhen')}`}
        fields={fields}
        rule={row.when || undefined}
        currency={currency}
        onChange={(when) => onChange({ when: when ?? false })}
      />
      {row.when === false && <div className={look.aside}>{t('design.byRuleNever')}</div>}
      <label className={css.rowPart} htmlFor={`rule_value_${row.key}`}>
        {t('design.byRuleThen')}
      </label>
      <Select
        id={`rule_value_${row.key}`}
        className={look.wide}
        aria-label={`${called} · ${t('design.byRuleValue')}`}
        value={row.value}
        options={[...options]}
        onChange={(value) => onChange({ value })}
      />
    </Panel>
  );
}
