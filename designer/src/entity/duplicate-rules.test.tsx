import { expect, it } from 'vitest';
import { design } from '../../../test/dom/design.tsx';
import { choose, screen } from '../../../test/dom/draw.tsx';
import { DuplicateRules } from './duplicate-rules.tsx';

const drawn = async (language: 'en' | 'zh-CN' = 'en') => {
  const made = await design((draft, deal) => <DuplicateRules draft={draft} entity={deal} />, { language });
  return { ...made, rules: () => made.deal().duplicates };
};

it('begin with a reference, take fields and what happens, and go again', async () => {
  const { person, rules, undo } = await drawn();
  await person.click(screen.getByRole('button', { name: /Add a rule/ }));
  expect(rules()).toEqual([{ key: 'same_1', fields: ['firm'], act: 'warn' }]);
  await choose(person, screen.getByRole('combobox', { name: 'Same values in all of' }), 'Reason');
  expect(rules()?.[0]?.fields).toEqual(['firm', 'reason']);
  await choose(person, screen.getByRole('combobox', { name: 'A second one' }), 'Refuse a second one');
  await person.type(screen.getByRole('textbox', { name: 'Sentence of your own' }), 'x');
  expect(rules()).toEqual([{ key: 'same_1', fields: ['firm', 'reason'], act: 'block', message: { en: 'x', 'zh-CN': 'x' } }]);
  await person.clear(screen.getByRole('textbox', { name: 'Sentence of your own' }));
  expect(rules()).toEqual([{ key: 'same_1', fields: ['firm', 'reason'], act: 'block' }]);
  await person.click(screen.getByRole('button', { name: 'Remove the rule “Firm + Reason”' }));
  expect(rules()).toBeUndefined();
  await undo();
  expect(rules()).toHaveLength(1);
});

it('are made in Chinese too', async () => {
  const { person, rules } = await drawn('zh-CN');
  await person.click(screen.getByRole('button', { name: /添加规则/ }));
  expect(rules()).toHaveLength(1);
  expect(screen.getByRole('group', { name: '公司' })).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/design\.|duplicates\./);
});
