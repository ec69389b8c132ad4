import { type App, updateField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answering, firstDraft, type Sent } from '../../../test/dom/design.tsx';
import { act, draw } from '../../../test/dom/draw.tsx';
import { type Draft, useDraft } from './draft.ts';

type Given = { status?: number; body?: unknown } | undefined;
const first = firstDraft(exampleApp(), ['entities.deal.fields.old']);
const held: { draft?: Draft } = {};
const draft = () => held.draft as Draft;
function Drafted() {
  held.draft = useDraft('x', first);
  return <output>{held.draft.save}</output>;
}
const renamed = (en: string, app: App = draft().app) => updateField(app, 'deal', 'name', { name: { en, 'zh-CN': en } });
const edit = (en: string) => act(async () => draft().set(renamed(en)));
const nameNow = () => draft().app.entities[0]?.fields[0]?.name.en;
const wait = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms));

async function begin(answer: (sent: Sent) => Given): Promise<Sent[]> {
  const sent = answering(answer);
  await draw(<Drafted />);
  vi.useFakeTimers();
  return sent;
}
beforeEach(() => vi.useRealTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a draft', () => {
  it('is saved a moment after the last of several changes, on the revision it had', async () => {
    const sent = await begin(() => ({ body: { revision: 8, issues: [] } }));
    await edit('A');
    await wait(400);
    await edit('B');
    await wait(400);
    expect(sent).toEqual([]);
    expect(draft().save).toBe('saving');
    await wait(200);
    expect(sent.map(({ method, url }) => [method, url])).toEqual([['PUT', '/api/apps/x/draft']]);
    expect(sent[0]?.body).toMatchObject({ revision: 7, definition: renamed('B', first.definition) });
    expect([draft().save, draft().revision()]).toEqual(['saved', 8]);
    await edit('C');
    await wait(600);
    expect(sent[1]?.body).toMatchObject({ revision: 8 });
  });

  it('goes back and forth through its changes, and what is gone back to is saved too', async () => {
    const sent = await begin(() => ({ body: { revision: 8, issues: [] } }));
    expect([draft().canUndo, draft().canRedo]).toEqual([false, false]);
    await edit('A');
    await edit('B');
    await act(async () => draft().undo());
    expect([nameNow(), draft().canUndo, draft().canRedo]).toEqual(['A', true, true]);
    await act(async () => draft().undo());
    expect(nameNow()).toBe('Name');
    await act(async () => draft().redo());
    expect(nameNow()).toBe('A');
    await wait(600);
    expect(sent.at(-1)?.body).toMatchObject({ definition: renamed('A', first.definition) });
  });

  it('sends nothing where everything was taken back', async () => {
    const sent = await begin(() => ({ body: { revision: 8, issues: [] } }));
    await edit('A');
    await act(async () => draft().undo());
    await wait(1000);
    expect(sent).toEqual([]);
  });

  it('tells what stands in the way of publishing it', async () => {
    const issues = [{ path: 'entities.deal', code: 'x', message: 'No' }];
    await begin(() => ({ body: { revision: 8, issues } }));
    await edit('A');
    await wait(600);
    expect(draft().faults).toEqual(issues);
  });

  it('stops where somebody else has changed it, and takes theirs when asked', async () => {
    const theirs = { ...first, revision: 12, definition: renamed('Theirs', first.definition) };
    const sent = await begin(({ method }) => (method === 'PUT' ? { status: 409, body: { issues: [] } } : { body: theirs }));
    await edit('Mine');
    await wait(600);
    expect([draft().save, nameNow()]).toEqual(['conflict', 'Mine']);
    await act(async () => void (await draft().reload()));
    expect([draft().save, nameNow(), draft().revision(), draft().canUndo]).toEqual(['saved', 'Theirs', 12, false]);
    await wait(1000);
    expect(sent.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('is kept on screen where the server is away, and says so', async () => {
    await begin(() => undefined);
    await edit('A');
    await wait(600);
    expect([draft().save, nameNow()]).toEqual(['offline', 'A']);
  });

  it('goes on where its own save arrived without an answer', async () => {
    let puts = 0;
    const kept = { ...first, revision: 8, definition: renamed('A', first.definition) };
    const sent = await begin(({ method }) => {
      if (method !== 'PUT') return { body: kept };
      puts += 1;
      return [undefined, { status: 409, body: { issues: [] } }, { body: { revision: 9, issues: [] } }][puts - 1];
    });
    await edit('A');
    await wait(600);
    expect(draft().save).toBe('offline');
    await edit('B');
    await wait(5000);
    expect([draft().save, nameNow(), draft().revision()]).toEqual(['saved', 'B', 9]);
    expect(sent.at(-1)?.body).toMatchObject({ revision: 8, definition: renamed('B', first.definition) });
  });

  it('knows every key that is or ever was in use', async () => {
    await begin(() => ({ body: { revision: 8, issues: [] } }));
    const taken = draft().taken('entities.deal.fields');
    expect([taken.has('old'), taken.has('amount'), taken.has('fresh')]).toEqual([true, true, false]);
  });
});
