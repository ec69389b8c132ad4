import { PlusOutlined } from '@ant-design/icons';
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
import { look, useDesignText } from '@pipewright/ui';
import { Button, Checkbox, Flex, Select } from 'antd';
import { useState } from 'react';
import { Ordered } from '../kit/ordered.tsx';
import { Property } from '../kit/property.tsx';
import { NO_RECORD } from '../look/record-choice.tsx';
import type { Draft } from '../state/draft.ts';
import { RuleRowPanel } from './rule-row.tsx';
import { TryRule, useTriedRule } from './try-rule.tsx';

const NOTHING = '';

interface Props {
  readonly draft: Draft;
  readonly entity: Entity;
  readonly field: Field;
  /** True where there may be records to try the rule on. */
  readonly stored: boolean;
  readonly onChange: (patch: FieldPatch) => void;
}

/** The rule by which a choice gets its value: rows in order, what holds for everything else, and whether people may say something else. */
export function ByRuleProperty(props: Props) {
  const { t } = useDesignText();
  const { field, onChange } = props;
  const first = optionsOf(field)[0]?.key;
  if (field.byRule) return <Rule {...props} byRule={field.byRule} />;
  const begin = () =>
    onChange({ default: undefined, byRule: { rows: [fresh([], first)], otherwise: null, mayOverride: true, reason: true } });
  return (
    <Property label={t('design.byRule')} help={t('design.byRuleHelp')}>
      <Button disabled={!first} onClick={begin}>
        {t('design.byRuleBegin')}
      </Button>
    </Property>
  );
}

const optionsOf = ({ options = [] }: Field) => options.filter(({ retired }) => !retired);

function fresh(rows: readonly RuleRow[], value = ''): RuleRow {
  const key = freshKey(
    rows.map((row) => row.key),
    'row',
  );
  const n = rows.length + 1;
  return { key, name: { en: `Rule ${n}`, 'zh-CN': `规则 ${n}` }, when: false, value };
}

function Rule({ draft, entity, field, stored, byRule, onChange }: Props & { byRule: ByRule }) {
  const { t, say } = useDesignText();
  const [record, setRecord] = useState(NO_RECORD);
  const tried = useTriedRule(draft.app, entity, field, record);
  const { rows, otherwise, mayOverride, reason } = byRule;
  const options = optionsOf(field).map(({ key, name }) => ({ value: key, label: say(name) }));
  const set = (patch: Partial<ByRule>) => onChange({ byRule: { ...byRule, ...patch } });
  const scope = ruledVocabulary(draft.app, entity);
  const readable = ruleFields(draft.app, entity).filter(({ key }) => Object.hasOwn(scope, key) && key !== field.key);
  return (
    <Property label={t('design.byRule')}>
      <p className={`${look.aside} ${look.lead}`}>{t('design.byRuleHelp')}</p>
      {stored && <TryRule {...{ entity, field, record, tried }} onChoose={setRecord} />}
      <Ordered parts={rows} nameOf={(row) => say(row.name)} onOrder={(next) => set({ rows: next })}>
        {(row, i, handle) => (
          <RuleRowPanel
            row={row}
            index={i}
            last={i === rows.length - 1}
            handle={handle}
            outcome={tried?.rows[i]}
            fields={readable}
            options={options}
            currency={draft.app.currency}
            onChange={(patch) => set({ rows: rows.map((each) => (each.key === row.key ? { ...each, ...patch } : each)) })}
            onMove={(to) => set({ rows: reorder(rows, i, to) })}
            onRemove={rows.length > 1 ? () => set({ rows: rows.filter(({ key }) => key !== row.key) }) : undefined}
          />
        )}
      </Ordered>
      <Flex vertical gap={8} className={look.after}>
        <Button icon={<PlusOutlined />} onClick={() => set({ rows: [...rows, fresh(rows, options[0]?.value)] })}>
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
