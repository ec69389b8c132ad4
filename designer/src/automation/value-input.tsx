import { type Field, ruleFields } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { expressionInWords, FieldInput, look, useDesignText } from '@pipewright/ui';
import { Flex, Select } from 'antd';
import { useState } from 'react';
import { countIn, isLater, ruleFor } from '../entity/default-way.ts';
import { LaterInput } from '../entity/later-input.tsx';
import type { Editing } from './editing.ts';
import { type Filling, fillingOf, fillingsFor, sourceIn, sourcesFor, valueFor } from './value-way.ts';

/** What a step gives a field: typed as in a form, or said in words where it depends on the day or on another field. */
export function ValueInput({
  editing: { draft, entity },
  field,
  value,
  empties,
  id,
  onChange,
}: {
  editing: Editing;
  field: Field;
  value: Rule;
  /** Whether the field may be emptied. */
  empties: boolean;
  id: string;
  onChange: (value: Rule) => void;
}) {
  const { t, say, language } = useDesignText();
  const { app } = draft;
  // A fixed value is none until it is typed.
  const [typing, setTyping] = useState(false);
  const way: Filling = typing && value === null ? 'fixed' : fillingOf(field, value);
  const named = { ...field, default: value ?? undefined } as Field;
  const called: Readonly<Record<Filling, string>> = {
    ...{ fixed: t('automate.fixed'), field: t('automate.fromField'), nothing: t('automate.empty'), rule: t('design.defaultRule') },
    ...{ yes: t('value.yes'), no: t('value.no'), today: t('design.defaultToday'), now: t('design.defaultNow') },
    ...{ days: t('design.defaultDays'), months: t('design.defaultMonths') },
  };
  const choose = (next: Filling) => {
    setTyping(next === 'fixed');
    onChange(valueFor(app, entity, field, next, countIn(named, next === 'months' ? 'months' : 'days'), value));
  };
  const names = Object.fromEntries(ruleFields(app, entity).map((each) => [each.key, each.name]));
  return (
    <Flex vertical gap={4}>
      <Select
        id={id}
        className={look.wide}
        value={way}
        options={fillingsFor(app, entity, field, value, empties).map((each) => ({ value: each, label: called[each] }))}
        onChange={choose}
      />
      {isLater(way) && (
        <LaterInput of={named} way={way} label={called[way]} onChange={(count) => onChange(ruleFor(named, way, count) ?? null)} />
      )}
      {way === 'field' && (
        <Select
          aria-label={called.field}
          className={look.wide}
          value={sourceIn(value)}
          showSearch={{ optionFilterProp: 'label' }}
          options={sourcesFor(app, entity, field).map((each) => ({ value: each.key, label: say(each.name) }))}
          onChange={(key: string) => onChange({ var: key })}
        />
      )}
      {way === 'fixed' && (
        <FieldInput
          field={field}
          id={`${id}_fixed`}
          label={called.fixed}
          value={value}
          currency={app.currency}
          onChange={(next) => onChange(next === '' || next === undefined ? null : (next as Rule))}
        />
      )}
      {way === 'rule' && <span className={look.quiet}>{expressionInWords(value, { language, t, names, condition: () => undefined })}</span>}
    </Flex>
  );
}
