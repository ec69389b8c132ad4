import { describe, expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { address, button, filterOf, more5, two } from '../../../test/dom/list-page.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { page } from '../../../test/dom/world.ts';

const RUBY = '018f0000-0000-7000-8000-000000000001';
const FAR = '018f0000-0000-7000-8000-000000000002';
const firm = (id: string) => ({ '==': [{ var: 'firm' }, id] });
const named = { 'GET /apps/x/records/firm': page([{ id: RUBY, version: 1, name: 'Ruby' } as never]) };

describe('a line of a filter', () => {
  it('is changed where it stands, and the others stay as they are', async () => {
    const reason = { '==': [{ var: 'reason' }, 'price'] };
    const visited = await visit(address({ filter: { and: [more5, reason] } }), two);
    await visited.person.click(await button('Amount at least ¥5'));
    const value = await screen.findByLabelText('Value');
    await visited.person.clear(value);
    await visited.person.type(value, '70');
    await visited.person.tab();
    await visited.person.click(await button('Apply'));
    expect(await button('Amount at least ¥70')).toBeTruthy();
    expect(filterOf(visited)).toEqual({ and: [{ '>=': [{ var: 'amount' }, '70'] }, reason] });
  });

  it('is not applied with what is not understood', async () => {
    const visited = await visit(address({ filter: more5 }), two);
    await visited.person.click(await button('Amount at least ¥5'));
    const value = await screen.findByLabelText('Value');
    await visited.person.clear(value);
    await visited.person.type(value, 'much');
    await visited.person.tab();
    await visited.person.click(await button('Apply'));
    expect(filterOf(visited)).toEqual(more5);
  });

  it('says the name of the record it asks for, and that one is out of sight', async () => {
    const visited = await visit(address({ filter: { and: [firm(RUBY), firm(FAR)] } }), { ...two, ...named });
    expect(await button('Firm is Ruby')).toBeTruthy();
    expect(await button('Firm is (not visible)')).toBeTruthy();
    const [asked] = visited.server.questions('/apps/x/records/firm');
    expect([JSON.parse(asked?.filter ?? ''), asked?.fields]).toEqual([{ in: [{ var: 'id' }, [RUBY, FAR]] }, 'name']);
  });

  it('says it on a board too, in Chinese', async () => {
    const at = address({ filter: firm(RUBY) }).replace('/a/x/deal?', '/a/x/deal/board?');
    await visit(at, { ...named, 'GET /apps/x/board/deal': { columns: [] } }, { language: 'zh-CN' });
    await waitFor(() => expect(screen.getByText('公司 是 Ruby')).toBeTruthy());
  });
});
