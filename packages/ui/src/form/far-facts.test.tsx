import type { RecordJson } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { describe, expect, it, vi } from 'vitest';
import { screen, waitFor } from '../../../../test/dom/draw.tsx';
import { deal, fillIn } from '../../../../test/dom/fill-in.tsx';
import { factsOfRecord } from './far-facts.ts';

const FIRM = '00000000-0000-7000-8000-000000000001';
const OTHER = '00000000-0000-7000-8000-000000000002';
/** Deals that ask for a note where their firm is big, and refuse small firms. */
const entity = {
  ...deal,
  fields: deal.fields.map((field) =>
    field.key === 'note' ? { ...field, required: true, showIf: { '==': [{ var: 'firm.size' }, 'big'] } } : field,
  ),
  constraints: [
    { key: 'small', rule: { '!=': [{ var: 'firm.size' }, 'small'] }, message: { en: 'Too small', 'zh-CN': '太小' }, field: 'firm' },
  ],
};
const values = { name: 'A', amount: '5', firm: FIRM };

describe('what is known of a record that another refers to', () => {
  it('is what came with it, for the record it refers to and no other', () => {
    const record = { firm: FIRM, owner: 'p', $far: { 'firm.size': 'big', 'firm.region': null, 'firms.size': 'small' } };
    const factsOf = factsOfRecord(record as unknown as Pick<RecordJson, '$far'> & Facts);
    expect(factsOf('firm', FIRM)).toEqual({ size: 'big', region: null });
    expect([factsOf('firm', OTHER), factsOf('owner', 'p'), factsOfRecord({ firm: FIRM })('firm', FIRM)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is looked up once for each record that is chosen, and asked again for none', async () => {
    const facts = vi.fn(async () => ({ size: 'big' }));
    const { person, input } = await fillIn({ entity, values }, 'en', { facts });
    await waitFor(() => expect(facts).toHaveBeenCalledTimes(1));
    expect(facts).toHaveBeenCalledWith('firm', FIRM, ['size']);
    await person.type(await input(/^Name/), 'bc');
    expect(facts).toHaveBeenCalledTimes(1);
  });

  it('decides what is shown and asked for, once it is known', async () => {
    const { person, input, onRefuse } = await fillIn({ entity, values }, 'en', { facts: async () => ({ size: 'big' }) });
    expect(await input(/^Note/)).toBeTruthy();
    await person.click(screen.getByText('Send'));
    expect(onRefuse.mock.calls[0]?.[0]).toMatchObject([{ path: 'note', code: 'required' }]);
    await fillIn({ entity, values }, 'en', { facts: async () => ({ size: 'middle' }) });
    await input(/^Name/);
    await waitFor(() => expect(screen.queryByLabelText(/^Note/)).toBeNull());
  });

  it('is left to the server while it is unknown, and where it cannot be had', async () => {
    const { person, input, onSubmit, onRefuse } = await fillIn({ entity, values }, 'en', {
      facts: () => Promise.reject(new Error('offline')),
    });
    await input(/^Note/);
    await person.click(screen.getByText('Send'));
    expect(onRefuse).not.toHaveBeenCalled();
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it('is not asked for where it came with the record', async () => {
    const facts = vi.fn(async () => undefined);
    const before = { ...values, status: 'open', owner: 'p1', $far: { 'firm.size': 'small' } } as never;
    const { person, input, onRefuse } = await fillIn({ entity, values: { ...values, owner: 'p1' }, before }, 'en', { facts });
    await person.type(await input(/^Name/), 'b');
    await person.click(screen.getByText('Send'));
    expect(facts).not.toHaveBeenCalled();
    // Nothing that the rule reads was changed, so what was stored before is not judged again.
    expect(onRefuse).not.toHaveBeenCalled();
  });
});
