import { type Field, fieldTypes, type Named } from '@pipewright/definition';
import { Select } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Choice, type Lookup, type Narrowing, useLookup } from '../../form/lookup.ts';
import * as look from '../../frame/look.module.css';
import { PersonName } from '../../shell/avatar.tsx';
import { useText } from '../../text/language.ts';
import { common, type InputProps } from './input.ts';

const PAUSE_MS = 200;

const FIND: Readonly<Record<Named, (lookup: Lookup, text: string, field: Field, within?: Narrowing) => Promise<readonly Choice[]>>> = {
  person: (lookup, text) => lookup.people(text),
  department: (lookup) => lookup.departments(),
  record: (lookup, text, field, within) => lookup.records(field.target ?? '', text, ...(within ? [within] : [])),
};

const withPicture = ({ value, label }: { value?: string | number; label?: ReactNode }) => (
  <PersonName person={String(value)} name={String(label)} />
);

/** Chooses a record, a person or a department by typing part of its name. */
export function ChoiceSelect(props: Omit<InputProps, 'currency'>) {
  const { field, name, opened, onChange } = props;
  const value = (props.value as string | null | undefined) ?? null;
  const { t } = useText();
  const names = fieldTypes[field.type].names ?? 'record';
  // All departments are there at once and are searched here.
  const whole = names === 'department';
  const lookup = useLookup();
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [busy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  const find = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      async () => {
        const turn = ++asked.current;
        setBusy(true);
        const found = await FIND[names](lookup, text, field, props.within).catch(() => []);
        if (turn !== asked.current) return;
        setChoices(found);
        setBusy(false);
      },
      text ? PAUSE_MS : 0,
    );
  };
  const begin = useRef(() => find(''));
  useEffect(() => {
    if (opened) begin.current();
    return () => clearTimeout(timer.current);
  }, [opened]);
  const known = choices.some((choice) => choice.id === value);
  const current: Choice[] = value && !known ? [{ id: value, title: name ?? t('value.outOfSight') }] : [];
  return (
    <Select
      {...common(props)}
      className={look.wide}
      showSearch={{
        filterOption: whole
          ? (text, option) =>
              String(option?.title ?? '')
                .toLowerCase()
                .includes(text.toLowerCase())
          : false,
        onSearch: whole ? () => undefined : find,
      }}
      {...(names === 'person' ? { optionRender: withPicture, labelRender: withPicture } : {})}
      allowClear
      defaultOpen={opened ?? false}
      value={value}
      loading={busy}
      placeholder={t('form.search')}
      notFoundContent={busy ? t('state.loading') : t('form.nothingFound')}
      onOpenChange={(open) => open && find('')}
      onChange={(next: string | null) => onChange(next ?? null, choices.find((choice) => choice.id === next)?.title)}
      options={[...current, ...choices].map((choice) => ({
        value: choice.id,
        title: choice.title,
        label: choice.detail ? `${choice.title} · ${choice.detail}` : choice.title,
      }))}
    />
  );
}
