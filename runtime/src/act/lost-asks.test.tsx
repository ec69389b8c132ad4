import { editEntity } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { open, PUMP, pump } from '../../../test/dom/record-page.tsx';
import { appOf, around, dealsApp, someone } from '../../../test/dom/world.ts';

const app = editEntity(dealsApp(), 'deal', (deal) => ({
  ...deal,
  fields: [
    ...deal.fields.map((field) =>
      field.key === 'reason' && field.type === 'choice'
        ? { ...field, options: [...(field.options ?? []), { key: 'rival', name: { en: 'Rival', 'zh-CN': '对手' } }] }
        : field,
    ),
    {
      ...{ key: 'lost_to', type: 'choice' as const, name: { en: 'Lost to', 'zh-CN': '输给' } },
      options: [{ key: 'acme', name: { en: 'Acme Ltd', 'zh-CN': '艾克米' } }],
    },
  ],
  process: deal.process && {
    ...deal.process,
    lostAsks: [{ key: 'who', when: { '==': [{ var: 'reason' }, 'rival'] }, field: 'lost_to' }],
  },
}));

/** Opens the dialog that closes the deal as lost. */
async function losing(language: 'en' | 'zh-CN' = 'en') {
  const opened = await open(
    { ...around(appOf(someone(), app)), [PUMP.read]: pump, [PUMP.move]: { ...pump, status: 'lost' } },
    { language },
  );
  await opened.person.click(await screen.findByRole('button', { name: language === 'en' ? 'Close as lost' : '输单' }));
  await screen.findByRole('dialog');
  return opened;
}

describe('what closing as lost asks for by the reason', () => {
  it('is asked for as soon as the reason is chosen, and sent with it', async () => {
    const { person, server } = await losing();
    expect(screen.queryByLabelText('Lost to')).toBeNull();
    await choose(person, screen.getByLabelText('Reason'), 'Rival');
    const input = await screen.findByLabelText('Lost to');
    expect(input.getAttribute('aria-required')).toBe('true');
    await choose(person, input, 'Acme Ltd');
    await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close as lost' }));
    await waitFor(() => expect(server.writes().at(-1)?.[0]).toBe(PUMP.move));
    expect(server.writes().at(-1)?.[1]).toMatchObject({ status: 'lost', values: { reason: 'rival', lost_to: 'acme' } });
  });

  it('is asked for no more, nor sent, where another reason is chosen, in Chinese too', async () => {
    const { person, server } = await losing('zh-CN');
    await choose(person, screen.getByLabelText('原因'), '对手');
    await choose(person, await screen.findByLabelText('输给'), '艾克米');
    await choose(person, screen.getByLabelText('原因'), 'Price');
    expect(screen.queryByLabelText('输给')).toBeNull();
    await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: /输单/ }));
    await waitFor(() => expect(server.writes().at(-1)?.[0]).toBe(PUMP.move));
    expect(server.writes().at(-1)?.[1]).toEqual({ version: 4, status: 'lost', values: { reason: 'price' } });
  });
});
