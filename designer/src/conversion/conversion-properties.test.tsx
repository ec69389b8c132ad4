import { readFileSync } from 'node:fs';
import { type App, entityOf } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { design, firstDraft } from '../../../test/dom/design.tsx';
import { choose, screen, within } from '../../../test/dom/draw.tsx';
import { ConversionProperties } from './conversion-properties.tsx';

const shipped = JSON.parse(readFileSync('templates/opportunity/definition.json', 'utf8')) as App;
// What is drawn hangs on an entity that is called like that of the example.
const app: App = { ...shipped, entities: shipped.entities.map((each) => (each.key === 'lead' ? { ...each, key: 'deal' } : each)) };

const drawn = async (language: 'en' | 'zh-CN' = 'en') => {
  const made = await design((draft, deal) => <ConversionProperties draft={draft} entity={deal} />, { first: firstDraft(app), language });
  const values = () => entityOf(made.draft().app, 'deal')?.conversion?.targets.find(({ key }) => key === 'customer')?.values;
  return { ...made, values };
};

it('fills fields of a result from those of the record, and leaves them empty again', async () => {
  const { person, values, undo } = await drawn();
  const customer = within(screen.getByRole('group', { name: 'Customer' }));
  await person.click(customer.getByRole('button', { name: 'Leave “Region” empty' }));
  expect(values()).not.toHaveProperty('region');
  await choose(person, customer.getByRole('combobox', { name: 'Fill another field of Customer' }), 'Region');
  expect(values()).toHaveProperty('region', { var: 'region' });
  await undo();
  expect(values()).not.toHaveProperty('region');
});

it('says in the reader’s language what is asked, and ends converting until that is undone', async () => {
  const { person, values, undo } = await drawn('zh-CN');
  await person.click(within(screen.getByRole('group', { name: '客户' })).getByRole('button', { name: '不填写“客户名称”' }));
  expect(screen.getByText('转换时需填写：客户名称')).toBeTruthy();
  await person.click(screen.getByRole('button', { name: '不再转换' }));
  expect(values()).toBeUndefined();
  await undo();
  expect(values()).toBeDefined();
});
