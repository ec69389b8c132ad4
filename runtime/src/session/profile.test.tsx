import { describe, expect, it } from 'vitest';
import { account } from '../../../test/dom/account-page.tsx';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';

describe('who one is', () => {
  const rename = async (answers: Parameters<typeof account>[0]) => {
    const visited = await account(answers);
    const input = (await screen.findByLabelText('Name')) as HTMLInputElement;
    expect([input.value, screen.getByText('li@acme.cn') !== null]).toEqual(['Li Na', true]);
    await visited.person.clear(input);
    await visited.person.type(input, 'Li Na Wei');
    await visited.person.click(screen.getByRole('button', { name: 'Save' }));
    return visited;
  };

  it('can be called otherwise', async () => {
    const { server } = await rename({ 'PATCH /account': {} });
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(server.writes()).toEqual([['PATCH /account', { name: 'Li Na Wei' }]]);
    await waitFor(() => expect(server.questions('/me')).toHaveLength(2));
  });

  it('hears why not', async () => {
    await rename({ 'PATCH /account': refuse(422, 'This name is too long.') });
    expect(await screen.findByText('This name is too long.')).toBeTruthy();
  });
});
