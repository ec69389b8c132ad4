import { type Field, fieldTypes, hasTrait, ruleFields } from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import { expressionInWords, look, useDesignText } from '@pipewright/ui';
import { Flex, Input, InputNumber, Select } from 'antd';
import type { Editing } from './editing.ts';
import { sourceIn } from './value-way.ts';

/** How something that is sent is said: fixed, of the record, or worked out. */
const WAYS = ['text', 'number', 'field', 'yes', 'no', 'today', 'now', 'nothing'] as const;
type SentWay = (typeof WAYS)[number] | 'rule';

/** The way in which it is said. */
export function sentWay(value: Rule): SentWay {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!isLogic(value)) return typeof value === 'number' ? 'number' : 'text';
  if ('var' in value && (value.var === 'today' || value.var === 'now')) return value.var;
  return sourceIn(value) === undefined ? 'rule' : 'field';
}

const FIRST: Readonly<Record<Exclude<SentWay, 'field' | 'rule'>, Rule>> = {
  ...{ text: '', number: 0, yes: true, no: false, nothing: null },
  ...{ today: { var: 'today' }, now: { var: 'now' } },
};

/** The fields that can be sent: lists of files and of others cannot. */
export const sentFields = (app: Editing['draft']['app'], entity: Editing['entity']): Field[] =>
  ruleFields(app, entity).filter((field) => fieldTypes[field.type].value !== 'list' && !hasTrait(field, 'files'));

/** What is sent under a name. */
export function SentInput({
  editing: { draft, entity },
  name,
  value,
  id,
  onChange,
}: {
  editing: Editing;
  name: string;
  value: Rule;
  id: string;
  onChange: (value: Rule) => void;
}) {
  const { t, say, language } = useDesignText();
  const way = sentWay(value);
  const fields = [
    { value: 'id', label: t('http.id') },
    ...sentFields(draft.app, entity).map((each) => ({ value: each.key, label: say(each.name) })),
  ];
  const label = t('http.value', { name });
  const names = Object.fromEntries(ruleFields(draft.app, entity).map((each) => [each.key, each.name]));
  const choose = (next: SentWay) => {
    if (next === 'rule') return;
    onChange(next === 'field' ? { var: entity.title } : FIRST[next]);
  };
  return (
    <Flex vertical gap={4}>
      <Select
        id={id}
        aria-label={t('http.way', { name })}
        className={look.wide}
        value={way}
        options={[...WAYS, ...(way === 'rule' ? (['rule'] as const) : [])].map((each) => ({ value: each, label: t(`http.way.${each}`) }))}
        onChange={choose}
      />
      {way === 'field' && (
        <Select
          aria-label={label}
          className={look.wide}
          value={sourceIn(value)}
          showSearch={{ optionFilterProp: 'label' }}
          options={fields}
          onChange={(key: string) => onChange({ var: key })}
        />
      )}
      {way === 'text' && (
        <Input aria-label={label} maxLength={2000} value={String(value)} onChange={({ target }) => onChange(target.value)} />
      )}
      {way === 'number' && (
        <InputNumber aria-label={label} className={look.wide} value={value as number} onChange={(next) => onChange(next ?? 0)} />
      )}
      {way === 'rule' && <span className={look.quiet}>{expressionInWords(value, { language, t, names, condition: () => undefined })}</span>}
    </Flex>
  );
}
