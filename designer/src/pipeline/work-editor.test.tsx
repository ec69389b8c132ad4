import type { Entity, Stage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { choose, draw, screen, within } from '../../../test/dom/draw.tsx';
import { WorkEditor } from './work-editor.tsx';

const label = (text: string) => ({ en: text, 'zh-CN': text });

/** The example with papers and tasks that belong to deals. */
function app() {
  const base = exampleApp();
  const of = { key: 'deal', type: 'reference' as const, name: label('Deal'), target: 'deal' };
  const own = (key: string, name: string, more: Partial<Entity>): Entity => ({
    ...{ key, name: label(name), plural: label(name), title: 'name', constraints: [], ...more },
    fields: [{ key: 'name', type: 'text', name: label('Name'), required: true }, of, ...(more.fields ?? [])],
    form: [{ key: 'main', name: label('Main'), fields: ['name', 'deal'] }],
    views: [{ key: 'all', name: label('All'), columns: ['name'] }],
  });
  const tasks = own('job', 'Job', {
    taskOf: 'deal',
    done: 'done_at',
    fields: [{ key: 'done_at', type: 'datetime', name: label('Done at') }],
  });
  return { ...base, entities: [...base.entities, own('paper', 'Paper', {}), tasks] };
}

async function editor(given = app(), language: 'en' | 'zh-CN' = 'en') {
  const deal = given.entities[0] as Entity;
  let stage = deal.process?.pipelines[0]?.stages[0] as Stage;
  const element = () => (
    <WorkEditor
      app={given}
      entity={deal}
      stage={stage}
      taken={new Set(['task_1'])}
      onChange={(work) => {
        stage = { ...stage, ...work };
        drawn.again(element());
      }}
    />
  );
  const drawn = await draw(element(), language);
  return { ...drawn, now: () => stage };
}

describe('the work of a stage', () => {
  it('is key tasks, needed or not, due after days, in their order', async () => {
    const { person, now } = await editor();
    await person.click(screen.getByRole('button', { name: /Add a key task/ }));
    await person.click(screen.getByRole('button', { name: /Add a key task/ }));
    const [first] = screen.getAllByRole('group', { name: 'Key task New task' });
    await person.click(within(first as HTMLElement).getByRole('switch', { name: '“New task” is needed to go on' }));
    await person.type(within(first as HTMLElement).getByRole('spinbutton', { name: 'Due after working days' }), '3');
    await person.tab();
    // A key that was there once is nobody's again.
    expect(now().tasks).toEqual([
      { key: 'task_2', name: { en: 'New task', 'zh-CN': '新任务' }, required: true, days: 3 },
      { key: 'task_3', name: { en: 'New task', 'zh-CN': '新任务' } },
    ]);
    await person.click(screen.getAllByRole('button', { name: '“New task”: down' })[0] as HTMLElement);
    expect(now().tasks?.map(({ key }) => key)).toEqual(['task_3', 'task_2']);
    for (let left = 2; left > 0; left -= 1)
      await person.click(screen.getAllByRole('button', { name: 'Remove “New task”' })[0] as HTMLElement);
    expect(now().tasks).toBeUndefined();
  });

  it('is deliverables, shown by a record that counts or by a field', async () => {
    const { person, now } = await editor();
    await person.click(screen.getByRole('button', { name: /Add a deliverable/ }));
    expect(now().deliverables?.[0]).toMatchObject({ entity: 'paper', link: 'deal' });
    await choose(person, screen.getByRole('combobox', { name: 'Shown by' }), 'Due');
    expect(now().deliverables).toEqual([{ key: 'deliverable_1', name: { en: 'New deliverable', 'zh-CN': '新输出物' }, field: 'due' }]);
  });

  it('has no key tasks where there is nothing to make of them, and says so', async () => {
    await editor(exampleApp(), 'zh-CN');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /关键任务需要一个作为“商机”任务的对象/ }).disabled).toBe(true);
  });
});
