import { SwapOutlined } from '@ant-design/icons';
import type { Field, Surrounding } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { Button, Dropdown, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { FieldInput } from '../field/input/field-input.tsx';
import type { Operator } from '../field/operator.ts';
import { useToday } from '../field/today.ts';
import { unread } from '../field/typed.ts';
import { useText } from '../text/language.ts';
import { useBuilding } from './building.ts';
import * as css from './condition.module.css';
import { DaysInput } from './days-input.tsx';
import { notRead, textNotRead } from './not-read.ts';
import { comparable, dayFromToday, daysFromToday, nameIn, type Source, STARTS, sourceOf, sourcesFor } from './operand.ts';

interface Props {
  readonly field: Field;
  readonly operator: Operator;
  readonly label: string;
  readonly value: Rule;
  readonly onChange: (value: Rule) => void;
}

/** One thing that a line is compared with, and the choice of what kind of thing it is. */
export function OperandInput({ field, operator, label, value, onChange }: Props) {
  const { t } = useText();
  const { fields } = useBuilding();
  // Another field is meant before it is known which.
  const [begun, setBegun] = useState<{ source: Source; field: string }>();
  const sources = sourcesFor(field).filter((each) => each !== 'field' || comparable(field, fields).length > 0);
  const source = value === null ? (begun?.field === field.key ? begun.source : 'value') : (sourceOf(value) ?? 'value');
  const turn = (next: Source) => {
    setBegun({ source: next, field: field.key });
    onChange(STARTS[next]);
  };
  const Given = GIVEN[source];
  return (
    <Space.Compact className={css.value}>
      <Given {...{ field, operator, label, value, onChange }} />
      {sources.length > 1 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: sources.map((each) => ({ key: each, label: t(`filter.source.${each}`) })),
            selectable: true,
            selectedKeys: [source],
            onClick: ({ key }) => turn(key as Source),
          }}
        >
          <Button
            icon={<SwapOutlined />}
            title={t('filter.source')}
            aria-label={`${t('filter.source')}: ${t(`filter.source.${source}`)}`}
          />
        </Dropdown>
      )}
    </Space.Compact>
  );
}

function Written({ field, operator, label, value, onChange }: Props) {
  const { currency, nameOf, onName } = useBuilding();
  const today = useToday();
  return (
    <FieldInput
      {...{ field, operator, currency, label }}
      value={textNotRead(value) ?? value}
      name={typeof value === 'string' ? nameOf(value) : undefined}
      onChange={(next, title) => {
        if (title && typeof next === 'string') onName(next, title);
        onChange(unread(field, next, { today, currency }) ? notRead(String(next)) : ((next ?? null) as Rule));
      }}
    />
  );
}

function OtherField({ field, value, onChange }: Props) {
  const { t, say } = useText();
  const { fields } = useBuilding();
  const chosen = nameIn(value);
  // One that another program chose is shown even where it would not be offered.
  const offered = [...new Set([...comparable(field, fields), ...fields.filter(({ key }) => key === chosen)])];
  return (
    <Select
      aria-label={t('filter.otherField')}
      placeholder={t('filter.otherField')}
      className={css.whole}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen ?? null}
      options={offered.map((each) => ({ value: each.key, label: say(each.name) }))}
      onChange={(key: string) => onChange({ var: key })}
    />
  );
}

function Day({ value, onChange }: Props) {
  const { t } = useText();
  const days = daysFromToday(value) ?? 0;
  const [way, setWay] = useState<1 | -1>(days < 0 ? -1 : 1);
  const sign = days === 0 ? way : Math.sign(days);
  const set = (count: number, next: number) => onChange(dayFromToday(count === 0 ? 0 : count * next));
  return (
    <>
      <DaysInput className={css.count} value={Math.abs(days)} onChange={(count) => count !== undefined && set(count ?? 0, sign)} />
      <Select
        aria-label={t('filter.way')}
        className={css.whole}
        popupMatchSelectWidth={false}
        value={sign}
        options={[
          { value: 1, label: t('filter.after') },
          { value: -1, label: t('filter.before') },
        ]}
        onChange={(next: number) => {
          setWay(next === 1 ? 1 : -1);
          set(Math.abs(days), next);
        }}
      />
    </>
  );
}

/** What has nothing to choose: it says what it is. */
function Meant({ label, value }: Props) {
  const { t } = useText();
  return <Input readOnly aria-label={label} value={t(`expression.${nameIn(value) as Surrounding}`)} />;
}

const GIVEN = { value: Written, field: OtherField, day: Day, me: Meant, department: Meant, now: Meant } as const;
