import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';

afterEach(() => vi.restoreAllMocks());

describe('the designer of an app', () => {
  it('is not for everybody, and says so with the way home', async () => {
    await openDesigner('entity/deal', { 'GET /apps/x/draft': refuse(403, 'Only administrators design this app.') });
    expect(await screen.findByText('Only administrators design this app.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Home' }).getAttribute('href')).toBe('/');
  });

  it('leads to the door, and back, whoever is not signed in', async () => {
    const go = vi.spyOn(window.location, 'assign').mockImplementation(() => undefined);
    await openDesigner('entity/deal', { 'GET /apps/x/draft': refuse(401, 'Sign in.') });
    await waitFor(() => expect(go).toHaveBeenCalledWith(`/sign-in?to=${encodeURIComponent('/designer/?app=x')}`));
  });

  it('opens at the part that its address names', async () => {
    await openDesigner('pipeline/deal');
    expect(await screen.findByRole('heading', { name: 'Pipelines of Deal' })).toBeTruthy();
  });

  it('lets a phone choose the part from a list', async () => {
    const { person } = await openDesigner('entity/deal', {}, { width: 360 });
    await choose(person, await screen.findByRole('combobox', { name: 'Parts of the app' }), 'Firm');
    expect(await screen.findByRole('heading', { name: 'Firm' })).toBeTruthy();
    expect(window.location.hash).toBe('#entity/firm');
  });

  it('stays where it is when a file is dropped on it', async () => {
    await openDesigner('entity/deal');
    const dropped = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(dropped, 'dataTransfer', { value: { types: ['Files'], dropEffect: 'copy' } });
    (await screen.findByRole('main')).dispatchEvent(dropped);
    expect(dropped.defaultPrevented).toBe(true);
  });

  it('says that somebody else changed the draft, and takes theirs', async () => {
    const { press, server } = await openDesigner('entity/firm', { 'PUT /apps/x/draft': refuse(409, 'Changed.') });
    await press('Add section');
    await press(/Publish/);
    expect(await screen.findByText('Somebody else has changed this draft. Your last change is not saved.')).toBeTruthy();
    await press('Load again');
    await waitFor(() => expect(screen.queryByText(/^Somebody else has changed/)).toBeNull());
    expect(screen.getAllByLabelText('Section name')).toHaveLength(1);
    expect(server.questions('/apps/x/draft')).toHaveLength(2);
  });

  it('says what keeps the draft from being published', async () => {
    const issues = [{ path: 'entities.firm', code: 'x', message: 'A section needs a field.' }];
    const { press } = await openDesigner('entity/firm', { 'PUT /apps/x/draft': { revision: 8, issues } });
    await press('Add section');
    expect(await screen.findByText('A section needs a field.')).toBeTruthy();
    expect(screen.getByText('The draft cannot be published yet')).toBeTruthy();
  });
});
