import { editPipeline } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { screen, within } from '../../../test/dom/draw.tsx';
import { open, PUMP, pump } from '../../../test/dom/record-page.tsx';
import { appOf, around, dealsApp, someone } from '../../../test/dom/world.ts';

const [first] = dealsApp().entities[0]?.process?.pipelines ?? [];
const app = editPipeline(dealsApp(), 'deal', first?.key ?? '', (pipeline) => ({ ...pipeline, wonValues: { due: '2031-05-01' } }));

async function winning(due: string | null) {
  const record = { ...pump, pipeline: first?.key ?? '', due, amount: '500' };
  const opened = await open({ ...around(appOf(someone(), app)), [PUMP.read]: record, [PUMP.move]: { ...record, status: 'won' } } as never);
  await opened.person.click(await screen.findByRole('button', { name: 'Close as won' }));
  const dialog = within(await screen.findByRole('dialog'));
  return { ...opened, dialog, win: () => opened.person.click(dialog.getByRole('button', { name: 'Close as won' })) };
}

it('are shown in the dialog, to be changed, and left to the server where they are not', async () => {
  const { dialog, win, server } = await winning(null);
  expect(dialog.getByLabelText<HTMLInputElement>('Due').value).toContain('2031');
  await win();
  const [, body] = server.writes().at(-1) ?? [];
  expect(body).not.toHaveProperty('values');
  expect(body).toMatchObject({ status: 'won' });
});

it('are not asked for where the field is filled in already', async () => {
  const { dialog } = await winning('2030-01-01');
  expect(dialog.queryByLabelText('Due')).toBeNull();
});
