import type { App, Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { design, firstDraft } from '../../../test/dom/design.tsx';
import { choose, screen, within } from '../../../test/dom/draw.tsx';
import { FieldProperties } from './field-properties.tsx';

async function properties(key: string, { app = exampleApp(), isPublished = true, language = 'en' as 'en' | 'zh-CN' } = {}) {
  const onGone = vi.fn();
  const drawn = await design(
    (draft, deal) => (
      <FieldProperties
        draft={draft}
        entity={deal}
        field={deal.fields.find((each) => each.key === key) as Field}
        isPublished={isPublished}
        stored
        onGone={onGone}
      />
    ),
    { first: firstDraft(app), language },
  );
  return { ...drawn, onGone, now: () => drawn.field(key) };
}
const used = (): App => {
  const app = exampleApp();
  const deal = app.entities[0];
  deal?.views[0]?.columns.push('due');
  deal?.constraints.push({ key: 'soon', rule: { '!=': [{ var: 'due' }, null] }, message: { en: 'Say when', 'zh-CN': '填写日期' } });
  return app;
};

describe('the properties of a field', () => {
  it('are edited in place, each as a step that can be undone', async () => {
    const { person, now, undo } = await properties('cost');
    await person.click(screen.getByRole('checkbox', { name: 'Required' }));
    expect(now()?.required).toBe(true);
    await person.click(screen.getByRole('checkbox', { name: 'Required' }));
    expect(now()).not.toHaveProperty('required');
    await undo();
    expect(now()?.required).toBe(true);
    await undo();
    expect(now()).not.toHaveProperty('required');
  });

  it('are those that its kind has', async () => {
    await properties('cost');
    expect(screen.queryByRole('checkbox', { name: 'Found by search' })).toBeNull();
    expect(screen.getByLabelText('Currency')).toBeTruthy();
    expect(screen.getByLabelText('Decimal places')).toBeTruthy();
    expect(screen.queryByLabelText('Refers to')).toBeNull();
    await properties('name');
    expect(screen.getByRole('checkbox', { name: 'Found by search' })).toBeTruthy();
    expect(screen.queryByLabelText('Currency')).toBeNull();
  });

  it('do not let a published reference point elsewhere, for its values would be lost', async () => {
    await properties('firm');
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Refers to' }).disabled).toBe(true);
    await properties('firm', { isPublished: false });
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Refers to' }).disabled).toBe(false);
  });

  it('retire an option that was published, and remove one that was not', async () => {
    const app = exampleApp();
    const reason = app.entities[0]?.fields.find(({ key }) => key === 'reason');
    reason?.options?.push({ key: 'time', name: { en: 'Time', 'zh-CN': '时间' } });
    const first = await properties('reason', { app });
    await first.person.click(screen.getAllByRole('button', { name: 'Delete' })[0] as HTMLElement);
    expect(first.now()?.options?.map(({ key, retired }) => [key, retired])).toEqual([
      ['price', true],
      ['time', undefined],
    ]);
    await first.person.click(screen.getByRole('button', { name: 'Restore' }));
    expect(first.now()?.options?.[0]).not.toHaveProperty('retired');
    const fresh = await properties('reason', { app, isPublished: false });
    await fresh.person.click(screen.getAllByRole('button', { name: 'Delete' })[0] as HTMLElement);
    expect(fresh.now()?.options?.map(({ key }) => key)).toEqual(['time']);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' }).disabled).toBe(true);
  });

  it('add options whose keys are new, and put them in another order', async () => {
    const { person, now } = await properties('reason');
    await person.click(screen.getByRole('button', { name: /Add option/ }));
    expect(now()?.options?.map(({ key }) => key)).toEqual(['price', 'option_2']);
    // Each name can be told from the others without seeing where it stands, in either language.
    const names = screen.getAllByRole('textbox', { name: /^Options/ }).map((each) => each.getAttribute('aria-label'));
    expect(names).toEqual(['Options 1', 'Options 1 · Name in the other language', 'Options 2', 'Options 2 · Name in the other language']);
    await person.click(screen.getAllByRole('button', { name: 'Up' })[1] as HTMLElement);
    expect(now()?.options?.map(({ key }) => key)).toEqual(['option_2', 'price']);
    expect(screen.getAllByRole<HTMLButtonElement>('button', { name: 'Up' })[0]?.disabled).toBe(true);
    await choose(person, screen.getAllByRole('combobox', { name: 'Colour' })[0] as HTMLElement, 'Red');
    expect(now()?.options?.[0]?.color).toBe('red');
  });
});

describe('retiring a field', () => {
  const open = async (person: Awaited<ReturnType<typeof properties>>['person']) => {
    await person.click(screen.getByRole('button', { name: 'Retire field' }));
    return within(await screen.findByRole('dialog'));
  };

  it('says which places let go of it and which a person must change first', async () => {
    const { person } = await properties('due', { app: used() });
    const dialog = await open(person);
    expect(dialog.getByText('Retire “Due”?')).toBeTruthy();
    const list = (lead: string) =>
      [...(dialog.getByText(lead).closest('section')?.querySelectorAll('li') ?? [])].map((each) => each.textContent);
    expect(list('It leaves these places:')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Form section “.*Main”/), expect.stringMatching(/^List view “.*All”/)]),
    );
    expect(list('Also remove what names it:')).toEqual(['Rule “Deal › Say when” · condition', 'Process “Deal” · close date field']);
  });

  it('hides the field, keeps it in the document, and lets go of its place', async () => {
    const { person, now, deal, onGone } = await properties('cost');
    const dialog = await open(person);
    await person.click(dialog.getByRole('button', { name: 'Retire' }));
    expect(now()?.retired).toBe(true);
    expect(deal().form.flatMap(({ fields }) => fields)).not.toContain('cost');
    expect(onGone).toHaveBeenCalledTimes(1);
  });

  it('does nothing where it is thought better of', async () => {
    const { person, now, onGone, draft } = await properties('cost');
    const dialog = await open(person);
    await person.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(now()).not.toHaveProperty('retired');
    expect(onGone).not.toHaveBeenCalled();
    expect(draft().canUndo).toBe(false);
  });

  it('is not offered for what names the record', async () => {
    await properties('name');
    expect(screen.queryByRole('button', { name: 'Retire field' })).toBeNull();
  });

  it('speaks Chinese', async () => {
    const { person } = await properties('due', { app: used(), language: 'zh-CN' });
    await person.click(screen.getByRole('button', { name: /停用/ }));
    const words = (await screen.findByRole('dialog')).textContent ?? '';
    expect(words).toContain('填写日期');
    expect(words).not.toMatch(/Say when|design\.|part\.|property\./);
  });
});
