import { PlusOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Choice } from '../../form/lookup.ts';
import { useMaking } from '../../form/making.ts';
import * as look from '../../frame/look.module.css';
import { PersonName } from '../../shell/avatar.tsx';
import { useText } from '../../text/language.ts';
import { emptied } from './emptied.tsx';
import { common, type InputProps } from './input.ts';
import { namesOf, useFound } from './use-found.ts';

// No record has these for its id.
const NOTHING = '';
const MAKE = '+';

const withPicture = ({ value, label }: { value?: string | number; label?: ReactNode }) => (
  <PersonName person={String(value)} name={String(label)} />
);

/** Chooses a record, a person or a department by typing part of its name; in a form, a record that is not there yet can be made. */
export function ChoiceSelect(props: Omit<InputProps, 'currency'>) {
  const { field, name, opened, within, onChange } = props;
  const value = (props.value as string | null | undefined) ?? null;
  const { t, mid } = useText();
  const names = namesOf(field);
  // All departments are there at once and are searched here.
  const whole = names === 'department';
  const making = useMaking();
  const { choices, busy, find, typed } = useFound(field, within);
  const begin = useRef(() => find(''));
  useEffect(() => {
    if (opened) begin.current();
  }, [opened]);
  // The name of what was chosen is not lost to the next search.
  const [chosen, setChosen] = useState<Choice>();
  // What is made takes a while, and the form may have gone on.
  const tell = useRef(onChange);
  tell.current = onChange;
  const choose = (choice: Choice | undefined) => {
    setChosen(choice);
    tell.current(choice?.id ?? null, choice?.title);
  };
  const made = props.makes && names === 'record' ? making?.may(field.target ?? '', within) : undefined;
  const empties = emptied({ value, opened, onChange: () => choose(undefined) });
  // The library takes what is marked when one leaves by Tab, and nobody who leaves asked for a dialog.
  const leaves = useRef(false);
  const pick = (id: string | null | undefined) => {
    if (made && id === MAKE && leaves.current) return;
    if (made && id === MAKE) making?.make({ entity: made.key, name: typed.current.trim(), within, onMade: choose });
    else choose(choices.find((choice) => choice.id === id));
  };
  const known = choices.some((choice) => choice.id === value);
  const current = value && !known ? [{ id: value, title: (chosen?.id === value ? chosen.title : name) ?? t('value.outOfSight') }] : [];
  const offered = [...current, ...choices].map(({ id, title, detail }: Choice) => ({
    ...{ value: id, title },
    label: detail ? `${title} · ${detail}` : title,
  }));
  const waiting = busy ? t('state.loading') : t('form.nothingFound');
  const entity = mid(made?.name);
  const wanted = typed.current.trim();
  const words = wanted ? t('form.makeNamed', { entity, name: wanted }) : t('list.new', { entity });
  const make = { value: MAKE, title: words, label: <MakeWords words={words} /> };
  const nothing = { value: NOTHING, title: waiting, label: waiting, disabled: true };
  const last = !made ? [] : offered.length > 0 ? [make] : busy ? [nothing] : [nothing, make];
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
      {...empties}
      onInputKeyDown={(event) => {
        leaves.current = event.key === 'Tab';
        empties.onInputKeyDown?.(event);
      }}
      defaultOpen={opened ?? false}
      value={value}
      loading={busy}
      placeholder={props.placeholder ?? t('form.choose')}
      notFoundContent={waiting}
      onOpenChange={(open) => {
        leaves.current = false;
        if (open) find(typed.current);
      }}
      onChange={pick}
      options={[...offered, ...last]}
    />
  );
}

const MakeWords = ({ words }: { words: string }) => (
  <>
    <PlusOutlined aria-hidden /> {words}
  </>
);
