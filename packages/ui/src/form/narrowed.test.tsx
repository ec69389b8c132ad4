import type { App, Entity, Field, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { draw, waitFor } from '../../../../test/dom/draw.tsx';
import { found } from '../../../../test/dom/type-in.tsx';
import { LookupContext, RecordForm, RecordView } from '../index.ts';

const label = (en: string) => ({ en, 'zh-CN': en });
const example = exampleApp();
const [deal, firm] = example.entities as [Entity, Entity];
const boss: Field = { key: 'boss', type: 'reference', name: label('Boss'), target: 'person', within: 'firm' };
const worksAt: Field = { key: 'works_at', type: 'reference', name: label('Works at'), target: 'firm' };
const people: Entity = { ...firm, key: 'person', fields: [...firm.fields, worksAt] };
const wide: Entity = {
  ...deal,
  fields: [...deal.fields, boss],
  form: [{ key: 'main', name: label('Main'), fields: ['firm', 'boss'] }],
};
const app: App = { ...example, entities: [wide, firm, people] };
const record: RecordJson = { id: 'a', version: 1, name: 'Pump', firm: 'f1', boss: null, $names: { firm: 'Ruby' } };

/** Draws a place where the boss of a deal is chosen, and says how its choices were asked for. */
async function asked(place: 'in a form' | 'in place', firmNow: string | null) {
  const records = vi.fn(found.records);
  const values = { firm: firmNow, boss: null };
  function Harness() {
    const [typed, setTyped] = useState<Readonly<Record<string, unknown>>>(values);
    const common = { app, entity: wide, surroundings: { today: '2026-03-01' }, readonlyFields: [] };
    const edit = { values: typed as never, names: {}, faults: [], onChange: setTyped, onRefuse: vi.fn() };
    const inPlace = { ...edit, place: 'edit', field: 'boss', busy: false, onSave: vi.fn(), onLeave: vi.fn() };
    if (place === 'in place') return <RecordView {...common} record={record} inPlace={inPlace} />;
    return <RecordForm {...common} {...edit} id="edit" before={record as never} onSubmit={vi.fn()} />;
  }
  const { person } = await draw(
    <LookupContext.Provider value={{ ...found, records }}>
      <Harness />
    </LookupContext.Provider>,
  );
  const input = await waitFor(() => document.querySelector('#edit_boss') ?? Promise.reject(new Error('No input')));
  await person.click(input);
  await waitFor(() => expect(records).toHaveBeenCalled());
  return records.mock.calls[0];
}

describe.each(['in a form', 'in place'] as const)('a narrowed reference that is chosen %s', (place) => {
  it('offers only what belongs to what is chosen beside it, as it is typed now', async () => {
    expect(await asked(place, 'f1')).toEqual(['person', '', { by: 'works_at', id: 'f1' }]);
    expect(await asked(place, 'f2')).toEqual(['person', '', { by: 'works_at', id: 'f2' }]);
  });

  it('offers everything while nothing is chosen there', async () => {
    expect(await asked(place, null)).toEqual(['person', '']);
  });
});
