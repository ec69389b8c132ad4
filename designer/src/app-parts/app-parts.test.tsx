import type { App } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { screen } from '../../../test/dom/draw.tsx';

const parts: App['parts'] = [
  {
    key: 'firms',
    name: { en: 'Firms', 'zh-CN': '公司管理' },
    description: { en: 'Whom we sell to.', 'zh-CN': '客户公司。' },
    entities: ['firm'],
  },
];
const app: App = { ...exampleApp(), parts };
const modules = (language: 'en' | 'zh-CN' = 'en', drawn = app) =>
  openDesigner('modules', { 'GET /apps/x/records/firm': { records: [], next: null, count: 7 } }, { app: drawn, language });
const turn = (name: string) => screen.findByRole('switch', { name });
const on = async (name: string) => (await turn(name)).getAttribute('aria-checked');

it('says what each brings, how much there is, and whether it is in use', async () => {
  await modules();
  expect(await on('Use “Firms”')).toBe('true');
  expect(await screen.findByText('· 7 records')).toBeTruthy();
  expect(screen.getByText('Whom we sell to.')).toBeTruthy();
});

it('is switched off and on, says what that does, and is as it was', async () => {
  const { person, kept } = await modules('zh-CN');
  await person.click(await screen.findByText(/^停用后隐藏的内容（\d+）$/));
  const told = screen.getAllByRole('listitem').map((each) => each.textContent);
  expect(told).toContainEqual('停用模块 “公司管理”');
  expect(told).toContainEqual('停用字段 “商机 › 公司”');
  await person.click(await turn('启用“公司管理”'));
  expect(await screen.findByText(/^启用后恢复的内容/)).toBeTruthy();
  expect(await on('启用“公司管理”')).toBe('false');
  const off = await kept();
  expect(off?.entities.flatMap(({ key, retired }) => (retired ? [key] : []))).toEqual(['firm']);
  expect(off?.entities[0]?.form[0]?.fields).not.toContain('firm');
  await person.click(await turn('启用“公司管理”'));
  expect(await kept()).toEqual(app);
});

it('is taken back like every other change', async () => {
  const { person, press } = await modules();
  await person.click(await turn('Use “Firms”'));
  await press('Undo');
  expect(await on('Use “Firms”')).toBe('true');
});

it('says what has to be decided where a rule of who sees what, or of a pipeline, leans on it, and nothing where none does', async () => {
  await modules();
  expect(await screen.findByText('To be decided before it can be switched off')).toBeTruthy();
  await openDesigner(
    'modules',
    { 'GET /apps/x/records/deal': { records: [], next: null, count: 7 } },
    { app: { ...app, parts: [{ key: 'deals', name: { en: 'Deals', 'zh-CN': '商机' }, entities: ['deal'] }] } },
  );
  expect(await on('Use “Deals”')).toBe('true');
  expect(screen.queryByText('To be decided before it can be switched off')).toBeNull();
});
