import { readApp } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { design, firstDraft } from '../../../test/dom/design.tsx';
import { choose, screen, waitFor } from '../../../test/dom/draw.tsx';
import { NewFieldDialog } from './new-field.tsx';

async function dialog(options: Parameters<typeof design>[1] = {}) {
  const asked = { onClose: vi.fn(), onMade: vi.fn() };
  const drawn = await design((draft, deal) => <NewFieldDialog open draft={draft} entity={deal} {...asked} />, options);
  const name = await screen.findByLabelText<HTMLInputElement>(options?.language === 'zh-CN' ? '名称' : 'Name');
  const key = screen.getByRole<HTMLInputElement>('textbox', { name: options?.language === 'zh-CN' ? /API 名称/ : 'Key' });
  const add = () => screen.getByRole<HTMLButtonElement>('button', { name: options?.language === 'zh-CN' ? '添加' : 'Add' });
  return { ...drawn, ...asked, name, key, add };
}

describe('a new field', () => {
  it('gets its key from its name and is chosen once it is made', async () => {
    const { person, name, key, add, field, deal, onMade, onClose } = await dialog();
    expect(add().disabled).toBe(true);
    await person.type(name, 'Contract date');
    expect(key.value).toBe('contract_date');
    await choose(person, screen.getByRole('combobox', { name: 'Kind' }), 'Date');
    await person.click(add());
    expect(field('contract_date')).toEqual({ key: 'contract_date', type: 'date', name: { en: 'Contract date', 'zh-CN': 'Contract date' } });
    expect(deal().form[0]?.fields).toContain('contract_date');
    expect(onMade.mock.calls).toEqual([['contract_date']]);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('can be given another name in the other language', async () => {
    const { person, name, add, field } = await dialog();
    await person.type(name, 'Budget');
    const boxes = screen.getAllByRole<HTMLInputElement>('textbox').filter((each) => !each.hasAttribute('aria-hidden'));
    const other = boxes[1] as HTMLInputElement;
    expect(other.value).toBe('Budget');
    await person.clear(other);
    expect(add().disabled).toBe(true);
    await person.type(other, '预算');
    await person.click(add());
    expect(field('budget')?.name).toEqual({ en: 'Budget', 'zh-CN': '预算' });
  });

  it('is written in Latin letters where its name is Chinese', async () => {
    const { person, name, key } = await dialog({ language: 'zh-CN' });
    await waitFor(async () => {
      await person.clear(name);
      await person.type(name, '合同日期');
      expect(key.value).toBe('he_tong_ri_qi');
    });
  });

  it('never takes a key that is or was in use, nor one that is none', async () => {
    const { person, name, key, add } = await dialog({ first: firstDraft(exampleApp(), ['entities.deal.fields.budget']) });
    await person.type(name, 'Budget');
    expect(key.value).toBe('budget_2');
    for (const [typed, good] of [
      ['budget', false],
      ['amount', false],
      ['Budget', false],
      ['2nd', false],
      ['budget_3', true],
    ] as const) {
      await person.clear(key);
      await person.type(key, typed);
      expect([typed, add().disabled]).toEqual([typed, !good]);
    }
    await person.clear(key);
    await person.type(key, 'budget');
    expect(screen.getByText('This key is or was in use. Choose another one.')).toBeTruthy();
  });

  it.each([
    ['Single choice', { type: 'choice', options: [{ key: 'option_1', name: { en: 'Option 1', 'zh-CN': '选项 1' } }] }],
    ['Money', { type: 'money', currency: 'CNY' }],
    ['Reference', { type: 'reference', target: 'deal' }],
    ['Auto number', { type: 'auto_number', format: 'NO-{00000}' }],
  ])('of the kind %s can be published as it is made', async (kind, expected) => {
    const { person, name, add, field, draft } = await dialog();
    await person.type(name, 'Fresh one');
    await choose(person, screen.getByRole('combobox', { name: 'Kind' }), kind);
    await person.click(add());
    expect(field('fresh_one')).toMatchObject(expected);
    expect(readApp(draft().app)).toHaveProperty('value');
  });

  it('is not made where the dialog is left, which then begins anew', async () => {
    const { person, name, deal, onMade, onClose } = await dialog();
    const before = deal();
    await person.type(name, 'Budget');
    await person.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(onMade).not.toHaveBeenCalled();
    expect(deal()).toBe(before);
    expect(name.value).toBe('');
  });

  it('goes away again when it is undone', async () => {
    const { person, name, add, field, undo, draft } = await dialog();
    await person.type(name, 'Budget');
    await person.click(add());
    expect(field('budget')).toBeDefined();
    await undo();
    expect(field('budget')).toBeUndefined();
    expect([draft().canUndo, draft().canRedo]).toEqual([false, true]);
  });
});
