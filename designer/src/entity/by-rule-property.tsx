import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type ByRule,
  type Entity,
  type Field,
  type FieldPatch,
  freshKey,
  type RuleRow,
  reorder,
  ruledVocabulary,
  ruleFields,
} from '@pipewright/definition';
import { ConditionBuilder, look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Checkbox, Flex, Select } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

const NOTHING = '';

/** The rule by which a choice gets its value: rows in order, what holds for everything else, and whether people may say something else. */
export function ByRuleProperty({
  draft,
  entity,
  field,
  onChange,
}: {
  draft: Draft;
  entity: Entity;
  field: Field;
  onChange: (patch: FieldPatch) => void;
}) {
  const { t, say } = useDesignText();
  const { byRule } = field;
  const live = (field.options ?? []).filter(({ retired }) => !retired);
  const options = live.map(({ key, name }) => ({ value: key, label: say(name) }));
  const first = live[0]?.key;
  const set = (patch: Partial<ByRule>) => byRule && onChange({ byRule: { ...byRule, ...patch } });
  const fresh = (rows: readonly RuleRow[]): RuleRow => {
    const key = freshKey(
      rows.map((row) => row.key),
      'row',
    );
    const n = key.replace('row_', '');
    return { key, name: { en: `Row ${n}`, 'zh-CN': `规则 ${n}` }, when: false, value: first ?? '' };
  };
  const begin = () => onChange({ default: undefined, byRule: { rows: [fresh([])], otherwise: null, mayOverride: true, reason: true } });
  if (!byRule)
    return (
      <Property label={t('design.byRule')} help={t('design.byRuleHelp')}>
        <Button disabled={!first} onClick={begin}>
          {t('design.byRuleBegin')}
        </Button>
      </Property>
    );
  const { rows, otherwise, mayOverride, reason } = byRule;
  const scope = ruledVocabulary(draft.app, entity);
  const readable = ruleFields(draft.app, entity).filter(({ key }) => Object.hasOwn(scope, key) && key !== field.key);
  const change = (index: number, patch: Partial<RuleRow>) =>
    set({ rows: rows.map((row, i) => (i === index ? { ...row, ...patch } : row)) });
  return (
    <Property label={t('design.byRule')} help={t('design.byRuleHelp')}>
      <Flex vertical gap={8}>
        {rows.map((row, i) => {
          const called = t('design.byRuleRow', { n: i + 1 });
          return (
            <Panel key={row.key} size="small">
              <LabelInput id={`rule_${row.key}`} label={called} value={row.name} onChange={(name) => change(i, { name })} />
              <ConditionBuilder
                fields={readable}
                rule={row.when || undefined}
                currency={draft.app.currency}
                onChange={(when) => change(i, { when: when ?? false })}
              />
              <Flex gap={4} className={look.after}>
                <Select
                  className={look.rest}
                  aria-label={`${called} · ${t('design.byRuleValue')}`}
                  value={row.value}
                  options={options}
                  onChange={(value) => change(i, { value })}
                />
                <Button
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t('action.up')}
                  disabled={i === 0}
                  onClick={() => set({ rows: reorder(rows, i, i - 1) })}
                />
                <Button
                  type="text"
                  icon={<ArrowDownOutlined />}
                  aria-label={t('action.down')}
                  disabled={i === rows.length - 1}
                  onClick={() => set({ rows: reorder(rows, i, i + 1) })}
                />
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('action.delete')}
                  disabled={rows.length === 1}
                  onClick={() => set({ rows: rows.filter((_, at) => at !== i) })}
                />
              </Flex>
            </Panel>
          );
        })}
        <Button icon={<PlusOutlined />} onClick={() => set({ rows: [...rows, fresh(rows)] })}>
          {t('design.byRuleAdd')}
        </Button>
        <label htmlFor="rule_otherwise">{t('design.byRuleOtherwise')}</label>
        <Select
          id="rule_otherwise"
          value={otherwise ?? NOTHING}
          options={[{ value: NOTHING, label: t('design.byRuleNothing') }, ...options]}
          onChange={(value) => set({ otherwise: value === NOTHING ? null : value })}
        />
        <Checkbox
          checked={mayOverride === true}
          onChange={(event) => set(event.target.checked ? { mayOverride: true } : { mayOverride: undefined, reason: undefined })}
        >
          {t('design.byRuleOverride')}
        </Checkbox>
        {mayOverride && (
          <Checkbox checked={reason === true} onChange={(event) => set({ reason: event.target.checked || undefined })}>
            {t('design.byRuleReason')}
          </Checkbox>
        )}
        <Button danger onClick={() => onChange({ byRule: undefined })}>
          {t('design.byRuleEnd')}
        </Button>
      </Flex>
    </Property>
  );
}
