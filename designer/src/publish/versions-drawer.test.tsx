import type { VersionSummary } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { dryRun, openDesigner } from '../../../test/dom/designer.tsx';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

const version = (n: number, more: Partial<VersionSummary> = {}): VersionSummary => ({
  version: n,
  publishedAt: `2026-03-0${n}T08:00:00`,
  publishedBy: 'Li Na',
  note: null,
  changes: [],
  ...more,
});
const versions = [version(2, { note: 'Budgets', changes: dryRun().changes }), version(1)];
const DRY = 'POST /apps/x/versions/1/dry-run';

async function open(more: Answers = {}) {
  const opened = await openDesigner('entity/firm', {
    'GET /apps/x/versions': { versions },
    'GET /apps/x/relabels': { relabels: [] },
    [DRY]: dryRun(),
    ...more,
  });
  await opened.press(/Versions$/);
  const drawer = within(await screen.findByRole('dialog'));
  await drawer.findByText('Version 1');
  return { ...opened, drawer };
}

describe('the versions of an app', () => {
  it('are told with who, when, why and what changed; the last one is live', async () => {
    const { drawer } = await open();
    expect(drawer.getByText('Version 2').closest('h2')?.textContent).toBe('Version 2 live');
    expect(drawer.getByText('2026-03-02 08:00 · Li Na')).toBeTruthy();
    expect(drawer.getByText('Budgets')).toBeTruthy();
    expect(drawer.getAllByText(/“Deal › Budget”/)).toHaveLength(1);
    expect(drawer.getAllByRole('button', { name: 'Roll back to this' })).toHaveLength(1);
  });

  it('can be gone back to, after seeing what that does', async () => {
    const { press, person, server } = await open({ 'POST /apps/x/rollback': { version: 3 } });
    await press('Roll back to this');
    const asked = within((await screen.findByText('Roll back to version 1')).closest('[role=dialog]') as HTMLElement);
    expect(asked.getByText(/Values of fields that go out of sight are kept/)).toBeTruthy();
    const back = asked.getByRole<HTMLButtonElement>('button', { name: 'Roll back to this' });
    await waitFor(() => expect(back.disabled).toBe(false));
    await person.click(back);
    expect(await screen.findByText('Version 3 is live.')).toBeTruthy();
    expect(server.writes().at(-1)).toEqual(['POST /apps/x/rollback', { base: 2, version: 1, note: 'Back to version 1', places: {} }]);
  });

  it('says why it was refused', async () => {
    const { press, person } = await open({ 'POST /apps/x/rollback': refuse(422, 'Version 1 had no roles.') });
    await press('Roll back to this');
    const asked = within((await screen.findByText('Roll back to version 1')).closest('[role=dialog]') as HTMLElement);
    const back = asked.getByRole<HTMLButtonElement>('button', { name: 'Roll back to this' });
    await waitFor(() => expect(back.disabled).toBe(false));
    await person.click(back);
    expect(await asked.findByText('Version 1 had no roles.')).toBeTruthy();
  });
});
