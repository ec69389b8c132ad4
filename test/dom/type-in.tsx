import type { Field, FieldType, FileJson, Language } from '@pipewright/definition';
import { FieldInput, type FileShelf, FileShelfContext, type Lookup, LookupContext, TodayContext } from '@pipewright/ui';
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

/** A shelf that takes what it is given at once and names it after the file. */
export const shelf: FileShelf = {
  put: async (_, { name, size }) => ({ ...sentFile(`sent ${name}`), name, size }),
  about: async (ids) => ids.map(sentFile),
  hrefOf: (id) => `/files/${id}`,
};

function sentFile(id: string): FileJson {
  return { id, name: id, media: 'application/pdf', size: 2048, at: '2026-03-01T08:00:00.000Z', by: { id: 'p1', name: 'Anna' } };
}

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
        <FileShelfContext.Provider value={shelf}>
          <Harness />
        </FileShelfContext.Provider>
      </LookupContext.Provider>
    </TodayContext>,
    language,
  );
  return { ...drawn, input: screen.getByLabelText<HTMLInputElement>('Thing'), value: () => last, heard };
}
