import type { Field, FieldType, Language } from '@pipewright/definition';
import { FieldInput, type Lookup, LookupContext, TodayContext } from '@pipewright/ui';
import { type ComponentProps, useState } from 'react';
import { draw, screen } from './draw.tsx';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
/** A first option, a coloured one and one that is retired. */
export const options = [
  { key: 'a', name: label('First', '甲') },
  { key: 'b', name: label('Second', '乙'), color: 'red' as const },
  { key: 'old', name: label('Old', '旧'), retired: true as const },
];

/** A field of a type, with options or a target where its type has them. */
export function fieldOfType(type: FieldType, more: object = {}): Field {
  const settings = /^choices?$/.test(type) ? { options } : type === 'reference' ? { target: 'firm' } : {};
  return { key: 'f', type, name: label('Thing', '东西'), ...settings, ...more } as Field;
}

/** Who and what can be found. */
export const found: Lookup = {
  records: async (_, text) =>
    [{ id: 'r1', title: 'Ruby', detail: 'Oslo' }].filter(({ title }) => title.toLowerCase().includes(text.toLowerCase())),
  people: async (text) => [{ id: 'p1', title: 'Anna' }].filter(({ title }) => title.toLowerCase().includes(text.toLowerCase())),
  departments: async () => [
    { id: 'd1', title: 'East' },
    { id: 'd2', title: 'West' },
  ],
  facts: async () => undefined,
};

/** The day it is where one types: a Wednesday, and not the one of this machine. */
export const TODAY = '2026-03-11';

type Given = Partial<ComponentProps<typeof FieldInput>>;

/** Draws the input of a field as a screen does, which keeps the value and gives it back. */
export async function typeIn(field: Field, given: Given = {}, { language = 'en' as Language, lookup = found } = {}) {
  let last: unknown = given.value ?? null;
  const heard: unknown[][] = [];
  function Harness() {
    const [value, setValue] = useState<unknown>(last);
    return (
      <>
        <FieldInput
          field={field}
          id="it"
          currency="CNY"
          label="Thing"
          {...given}
          value={value}
          onChange={(next, name) => {
            last = next;
            heard.push(name === undefined ? [next] : [next, name]);
            setValue(next);
          }}
        />
        <p id="below">Said below</p>
        <button type="button">Next</button>
      </>
    );
  }
  const drawn = await draw(
    <TodayContext value={TODAY}>
      <LookupContext.Provider value={lookup}>
        <Harness />
      </LookupContext.Provider>
    </TodayContext>,
    language,
  );
  return { ...drawn, input: screen.getByLabelText<HTMLInputElement>('Thing'), value: () => last, heard };
}
