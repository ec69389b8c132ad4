import { describe, expect, it, vi } from 'vitest';
import { screen } from '../../../test/dom/draw.tsx';
import { address, button, more5, two } from '../../../test/dom/list-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import * as offering from './offer-file.ts';

const EXPORT = 'POST /apps/x/records/deal/export';

describe('the button that exports a list', () => {
  it('asks for just what is on screen, and offers it under the name of the list and the day', async () => {
    const offered = vi.spyOn(offering, 'offerFile').mockReturnValue();
    const visited = await visit(address({ filter: more5, sort: '-amount', q: 'pump' }), { ...two, [EXPORT]: 'Name,Amount' });
    await visited.person.click(await button(/Export$/));
    expect(await screen.findByText('Exported. The file is in your downloads.')).toBeTruthy();
    expect(visited.server.writes()).toEqual([[EXPORT, { filter: more5, search: 'pump', sort: '-amount', fields: ['name', 'amount'] }]]);
    expect(offered.mock.calls.map(([, name]) => name)).toEqual(['Deals 2026-03-11.csv']);
  });

  it('says why there is none', async () => {
    const visited = await visit('/a/x/deal', { ...two, [EXPORT]: refuse(429, 'Too much is asked at once.') });
    await visited.person.click(await button(/Export$/));
    expect(await screen.findByText('Too much is asked at once.')).toBeTruthy();
    expect(await button(/Export$/)).toBeTruthy();
  });

  it('stops what it began', async () => {
    const offered = vi.spyOn(offering, 'offerFile').mockReturnValue();
    const held = Promise.withResolvers<string>();
    const visited = await visit('/a/x/deal', { ...two, [EXPORT]: () => held.promise });
    await visited.person.click(await button(/Export$/));
    await visited.person.click(await button(/Stop export$/));
    held.resolve('Name');
    expect(await button(/Export$/)).toBeTruthy();
    expect(offered).not.toHaveBeenCalled();
  });
});
