import { exampleApp } from '@pipewright/definition/example';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answering, firstDraft } from '../../../test/dom/design.tsx';
import { act, draw, fireEvent, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { Workbench } from './workbench.tsx';

// The address is where the file before left it.
beforeEach(() => window.history.replaceState(null, '', '/'));
afterEach(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', '/');
});

async function workbench(language: 'en' | 'zh-CN' = 'en') {
  const first = firstDraft(exampleApp());
  const sent = answering(({ method, url }) => ({
    body: method === 'PUT' ? { revision: 8, issues: [] } : url.includes('members') ? { members: [], roles: [] } : first,
  }));
  const drawn = await draw(
    <QueryClientProvider client={new QueryClient()}>
      <AntApp>
        <Workbench appKey="x" first={first} />
      </AntApp>
    </QueryClientProvider>,
    language,
  );
  return { ...drawn, sent, status: () => document.querySelector('output[data-save]')?.textContent };
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const sections = async () => (await screen.findAllByLabelText<HTMLInputElement>('Section name')).map((each) => each.value);
const press = (key: string, more: object = {}) => act(async () => void fireEvent.keyDown(document.body, { key, ctrlKey: true, ...more }));

describe('the workbench', () => {
  it('shows the first entity, the parts of the app, and that the draft is saved', async () => {
    const { status } = await workbench();
    expect(screen.getByRole('heading', { name: 'Design of Example' })).toBeTruthy();
    expect(status()).toBe('Draft saved');
    expect(screen.getAllByRole('menuitem').map((each) => each.textContent)).toEqual([
      'Deal',
      'Pipelines',
      'Firm',
      ' Add stages',
      'Automations',
      'Roles',
      'Working calendar',
      'Channels',
      'Secrets and hosts',
      'New entity',
    ]);
    expect(await screen.findByRole('heading', { name: 'Deal' })).toBeTruthy();
    expect([button('Undo').disabled, button('Redo').disabled]).toEqual([true, true]);
  });

  it('takes back and does again, by button and by keyboard, and counts what would be published', async () => {
    const { person, sent, status } = await workbench();
    await person.click(await screen.findByRole('button', { name: 'Add section' }));
    expect(await sections()).toEqual(['Main', 'New section']);
    expect(screen.getByRole('button', { name: /Publish \(1\)/ })).toBeTruthy();
    await person.click(button('Undo'));
    expect(await sections()).toEqual(['Main']);
    await press('y');
    expect(await sections()).toEqual(['Main', 'New section']);
    await press('z');
    expect(await sections()).toEqual(['Main']);
    await press('z', { shiftKey: true });
    expect(await sections()).toEqual(['Main', 'New section']);
    await waitFor(() => expect(status()).toBe('Draft saved'));
    expect(sent.filter(({ method }) => method === 'PUT').at(-1)?.body).toMatchObject({ revision: 7 });
  });

  it('leaves the undo of what is typed to the input', async () => {
    const { person } = await workbench();
    await person.click(await screen.findByRole('button', { name: 'Add section' }));
    const input = (await screen.findAllByLabelText('Section name'))[1] as HTMLElement;
    await act(async () => void fireEvent.keyDown(input, { key: 'z', ctrlKey: true }));
    expect(await sections()).toEqual(['Main', 'New section']);
  });

  it('goes to a part and keeps its place in the address', async () => {
    const { person } = await workbench();
    await person.click(screen.getByRole('menuitem', { name: 'Roles' }));
    expect(window.location.hash).toBe('#roles');
    expect(await screen.findByRole('heading', { name: 'Roles' })).toBeTruthy();
    await person.click(screen.getByRole('menuitem', { name: 'Firm' }));
    expect(window.location.hash).toBe('#entity/firm');
    expect(await screen.findByRole('heading', { name: 'Firm' })).toBeTruthy();
  });

  it('shows the first part again when one comes back to the address that names none', async () => {
    const { person } = await workbench();
    await person.click(screen.getByRole('menuitem', { name: 'Roles' }));
    expect(await screen.findByRole('heading', { name: 'Roles' })).toBeTruthy();
    window.history.replaceState(null, '', '/');
    await act(async () => void window.dispatchEvent(new Event('hashchange')));
    expect(await screen.findByRole('heading', { name: 'Deal' })).toBeTruthy();
    expect(screen.getByRole('menuitem', { name: 'Deal' }).className).toContain('selected');
  });

  it('makes an entity under a key that is no word of an address, and goes there', async () => {
    const { person } = await workbench();
    await person.click(screen.getByRole('menuitem', { name: /New entity$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await person.type(dialog.getByLabelText('Name'), 'Imports');
    expect(dialog.getByLabelText<HTMLInputElement>('Key').value).toBe('imports_2');
    await person.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await screen.findByRole('heading', { name: 'Imports' })).toBeTruthy();
    expect(window.location.hash).toBe('#entity/imports_2');
  });

  it('begins a process where an entity has none', async () => {
    const { person } = await workbench();
    await person.click(screen.getByRole('menuitem', { name: /Add stages$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Add a pipeline to Firm')).toBeTruthy();
    await person.type(dialog.getByLabelText('Name'), 'Care');
    await person.click(dialog.getByRole('button', { name: 'Add' }));
    expect(window.location.hash).toBe('#pipeline/firm');
    expect(screen.getAllByRole('menuitem').map((each) => each.textContent)).not.toContain(' Add stages');
  });

  it('speaks Chinese', async () => {
    await workbench('zh-CN');
    expect(document.body.textContent).not.toMatch(/Undo|Publish|Draft saved|design\./);
    expect(screen.getAllByRole('menuitem')[0]?.textContent).toBe('商机');
  });
});
