import { type App, addField, type ByRule, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { choose, draw, screen } from '../../../../test/dom/draw.tsx';
import { type FormValues, RecordForm } from './record-form.tsx';
import { RecordView } from './record-view.tsx';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const options = [
  { key: 'big', name: label('Big', '大') },
  { key: 'small', name: label('Small', '小') },
];
const rule: ByRule = {
  rows: [
    { key: 'dear', name: label('Worth 1,000 or more', '金额 1000 及以上'), when: { '>=': [{ var: 'amount' }, '1000'] }, value: 'big' },
  ],
  ...{ otherwise: 'small', mayOverride: true },
};
const surroundings = {
  today: '2026-01-01',
  now: '2026-01-01T00:00:00.000Z',
  'user.id': 'u1',
  'user.department': 'd1',
  'user.departments': [],
};

function appWith(more: Partial<ByRule> = {}): App {
  const app = addField(exampleApp(), 'deal', {
    key: 'size',
    type: 'choice',
    name: label('Size', '规模'),
    options,
    byRule: { ...rule, ...more },
  } as Field);
  return {
    ...app,
    entities: app.entities.map((each) =>
      each.key === 'deal' ? { ...each, form: [{ key: 'all', name: label('All', '全部'), fields: ['name', 'amount', 'size'] }] } : each,
    ),
  };
}

async function form(more: Partial<ByRule> = {}, language: 'en' | 'zh-CN' = 'en', before: FormValues | null = null) {
  const app = appWith(more);
  const sent: FormValues[] = [];
  let typed: FormValues = {};
  function Held() {
    const [values, setValues] = useState<FormValues>(
      before ? { name: before.name ?? null, amount: before.amount ?? null, size: before.size ?? null } : {},
    );
    typed = values;
    return (
      <RecordForm
        app={app}
        entity={app.entities[0] as App['entities'][number]}
        id="f"
        values={values}
        before={before}
        names={{}}
        readonlyFields={[]}
        faults={[]}
        surroundings={surroundings}
        onChange={setValues}
        onSubmit={(values) => sent.push(values)}
        onRefuse={() => undefined}
      >
        <button type="submit">Save</button>
      </RecordForm>
    );
  }
  const drawn = await draw(<Held />, language);
  return { ...drawn, sent, typed: () => typed };
}

describe('a field by rule in a form', () => {
  it('shows what the rule says as it is typed, with the row that says so, and is not typed by that', async () => {
    const { person, typed } = await form();
    expect(screen.getByText('By rule: everything else')).toBeDefined();
    await person.type(screen.getByLabelText(/^Amount/), '5000');
    expect(screen.getByText('By rule: Worth 1,000 or more')).toBeDefined();
    expect(document.body.textContent).toContain('Big');
    expect(Object.keys(typed())).not.toContain('size');
  });

  it('asks why where a person says something else, and no longer where that is what the rule says', async () => {
    const { person, typed } = await form();
    await choose(person, screen.getByLabelText(/^Size$/), 'Big');
    expect(screen.getByText('By hand; the rule says Small')).toBeDefined();
    await person.type(screen.getByLabelText('Reason for the size by hand'), 'Part of a group');
    expect(typed()).toMatchObject({ size: 'big', size__reason: 'Part of a group' });
    await choose(person, screen.getByLabelText(/^Size$/), 'Small');
    expect(screen.queryByLabelText('Reason for the size by hand')).toBeNull();
    expect(screen.getByText('By rule: everything else')).toBeDefined();
  });

  it('of a record that is edited follows what is typed, and what it held is not said by that', async () => {
    const before = { name: 'Deal', amount: '1', size: 'small', size__set: null, size__reason: null };
    const { person, typed } = await form({}, 'en', before);
    await person.clear(screen.getByLabelText(/^Amount/));
    await person.type(screen.getByLabelText(/^Amount/), '5000');
    expect(screen.getByText('By rule: Worth 1,000 or more')).toBeDefined();
    expect(typed()).toMatchObject({ amount: '5000', size: 'small' });
  });

  it('is nobody’s to write where people may say nothing else, in Chinese too', async () => {
    await form({ mayOverride: undefined }, 'zh-CN');
    expect(screen.getByText('按规则：其他情况')).toBeDefined();
    expect((screen.getByLabelText(/^规模$/) as HTMLInputElement).disabled).toBe(true);
  });
});

describe('a record with a field by rule', () => {
  const view = (record: object) => {
    const app = appWith();
    return draw(
      <RecordView
        app={app}
        entity={app.entities[0] as App['entities'][number]}
        record={{ id: 'r', version: 1, ...record } as never}
        surroundings={surroundings}
      />,
    );
  };

  it('says which row gave its value, or that a person chose it and why', async () => {
    await view({ name: 'Deal', amount: '5000', size: 'big', size__set: null, size__reason: null });
    expect(screen.getByText('By rule: Worth 1,000 or more')).toBeDefined();
    await view({ name: 'Deal', amount: '5', size: 'big', size__set: 'big', size__reason: 'Group' });
    expect(screen.getByText('by hand · Group')).toBeDefined();
  });

  it('says nothing of a value that an earlier rule gave', async () => {
    await view({ name: 'Deal', amount: '5000', size: 'small', size__set: null, size__reason: null });
    expect(screen.queryByText(/By rule/)).toBeNull();
  });
});
