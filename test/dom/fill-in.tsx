import type { Entity, Fault, Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { type FormValues, type Lookup, LookupContext, RecordForm, type RecordFormProps } from '@pipewright/ui';
import { useState } from 'react';
import { vi } from 'vitest';
import { act, draw, screen } from './draw.tsx';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const EXTRA: Field[] = [
  { key: 'count', type: 'integer', name: label('Count', '数量') },
  { key: 'share', type: 'percent', name: label('Share', '份额') },
  { key: 'note', type: 'long_text', name: label('Note', '备注'), help: label('Only for us', '仅供内部') },
  { key: 'urgent', type: 'boolean', name: label('Urgent', '紧急') },
  { key: 'papers', type: 'file', name: label('Papers', '资料') },
  { key: 'number', type: 'auto_number', name: label('Number', '编号'), format: 'NO-{000}' },
];
const app = exampleApp();
/** Deals with a field of every kind of input. */
export const deal: Entity = (() => {
  const [first] = app.entities;
  if (!first) throw new Error('The example has deals');
  const fields = [...first.fields, ...EXTRA];
  return { ...first, fields, form: [{ key: 'main', name: label('Main', '主要'), fields: fields.map(({ key }) => key) }] };
})();
app.entities = app.entities.map((each) => (each.key === 'deal' ? deal : each));

/** What a form that is filled in has given back so far. */
export interface Filled {
  readonly values: () => FormValues;
  readonly names: () => Readonly<Record<string, string>>;
  readonly onSubmit: ReturnType<typeof vi.fn>;
  readonly onRefuse: ReturnType<typeof vi.fn>;
  /** Gives the form what the server found. */
  readonly refuse: (faults: readonly Fault[]) => Promise<void>;
}

/** Fills in a form as an app does, which keeps the values and the faults and gives them back. */
export async function fillIn(given: Partial<RecordFormProps> = {}, language: 'en' | 'zh-CN' = 'en', lookup?: Partial<Lookup>) {
  let last: FormValues = given.values ?? {};
  let named: Readonly<Record<string, string>> = {};
  const onSubmit = vi.fn();
  const held: { setFaults?: (faults: readonly Fault[]) => void } = {};
  const onRefuse = vi.fn((found: readonly Fault[]) => held.setFaults?.(found));
  function Harness() {
    const [faults, setFaults] = useState<readonly Fault[]>(given.faults ?? []);
    held.setFaults = setFaults;
    const [values, setValues] = useState<FormValues>(last);
    const [names, setNames] = useState<Readonly<Record<string, string>>>({});
    return (
      <RecordForm
        app={app}
        entity={deal}
        id="deal_form"
        before={null}
        readonlyFields={[]}
        surroundings={{ 'user.id': 'p1', 'user.department': null, today: '2026-03-01' }}
        {...given}
        faults={faults}
        values={values}
        names={names}
        onSubmit={onSubmit}
        onRefuse={onRefuse}
        onChange={(next, nextNames) => {
          last = next;
          named = nextNames;
          setValues(next);
          setNames(nextNames);
        }}
      >
        <button type="submit">Send</button>
      </RecordForm>
    );
  }
  const none = async () => [];
  const found: Lookup = { records: none, people: none, departments: none, facts: async () => undefined, ...lookup };
  const drawn = await draw(
    <LookupContext.Provider value={found}>
      <Harness />
    </LookupContext.Provider>,
    language,
  );
  const refuse = (faults: readonly Fault[]) => act(async () => held.setFaults?.(faults));
  const filled: Filled = { values: () => last, names: () => named, onSubmit, onRefuse, refuse };
  return { ...drawn, ...filled, input: (name: RegExp) => screen.findByLabelText<HTMLInputElement>(name) };
}
