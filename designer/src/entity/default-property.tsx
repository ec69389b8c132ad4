import { type Field, faults, fieldTypes, readDefault } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { expressionInWords, FieldInput, look, useDesignText } from '@pipewright/ui';
import { Flex, Select } from 'antd';
import { useState } from 'react';
import { Property } from '../kit/property.tsx';
import { countIn, isLater, ruleFor, type Way, wayOf, waysFor } from './default-way.ts';
import { LaterInput } from './later-input.tsx';

interface Props {
  readonly field: Field;
  readonly currency: string;
  readonly onChange: (value: Rule | undefined) => void;
}

const ID = 'field_default';

/** What a field of a new record begins with: typed as in a form, or said in words where it depends on the day or on who makes the record. */
export function DefaultProperty({ field, currency, onChange }: Props) {
  const { language, t } = useDesignText();
  // A fixed day is none until it is chosen.
  const [wished, setWished] = useState<Way>();
  const way = wished === 'fixed' && field.default === undefined ? wished : wayOf(field);
  const ways = waysFor(field);
  const read = readDefault(field);
  const wrong = read && 'issues' in read ? faults(read.issues, language) : [];
  const choose = (next: Way) => {
    setWished(next);
    onChange(ruleFor(field, next, countIn(field, next)));
  };
  const { names } = fieldTypes[field.type];
  const called: Readonly<Record<Way, string>> = {
    ...{ none: t('design.defaultNone'), fixed: t('design.defaultFixed'), yes: t('value.yes'), no: t('value.no') },
    ...{ today: t('design.defaultToday'), days: t('design.defaultDays'), months: t('design.defaultMonths'), now: t('design.defaultNow') },
    maker: t(names === 'department' ? 'design.defaultUnit' : 'design.defaultMaker'),
    rule: t('design.defaultRule'),
  };
  return (
    <Property label={t('design.default')} htmlFor={ID} help={t('design.defaultHelp')}>
      <Flex vertical gap={8}>
        {ways.length > 0 && (
          <Select
            id={ID}
            className={look.wide}
            value={way}
            options={ways.map((each) => ({ value: each, label: called[each] }))}
            onChange={choose}
          />
        )}
        {isLater(way) && <LaterInput of={field} way={way} label={called[way]} onChange={(count) => onChange(ruleFor(field, way, count))} />}
        {way === 'rule' && field.options === undefined && (
          <span className={look.quiet}>
            {expressionInWords(field.default as Rule, { language, t, names: {}, condition: () => undefined })}
          </span>
        )}
        {(ways.length === 0 || way === 'fixed') && (
          <FieldInput
            field={field}
            id={ways.length === 0 ? ID : `${ID}_fixed`}
            label={ways.length === 0 ? undefined : called.fixed}
            value={field.default ?? null}
            currency={currency}
            invalid={wrong.length > 0}
            placeholder={t('design.defaultNone')}
            onChange={(value) => onChange(value === null || value === '' ? undefined : (value as Rule))}
          />
        )}
        {wrong.map(({ message }) => (
          <div key={message} role="alert" className={look.bad}>
            {message}
          </div>
        ))}
      </Flex>
    </Property>
  );
}
