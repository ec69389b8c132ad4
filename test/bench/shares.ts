import { APP } from './api.ts';
import { type Call, Connection, sendAll } from './http.ts';
import { median } from './measure.ts';
import { LINES } from './model.ts';
import { options } from './options.ts';
import type { Figure } from './results.ts';
import type { Servers } from './servers.ts';
import { SHARES, type SharePerson, setShares } from './share-people.ts';

/** How many times as long a question may take to who has shares. */
const MOST = 1.5;

const address = (path: string, query: Readonly<Record<string, unknown>>): Call => {
  const words = Object.entries(query).map(
    ([key, value]) => `${key}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return { method: 'GET', path: `${APP}${path}?${words.join('&')}` };
};
const deals = (query: object): Call =>
  address('/records/opportunity', {
    fields: 'name,account,owner,stage,status,amount,expected_close_date',
    expand: 'account,owner',
    limit: 50,
    ...query,
  });
const open = { '==': [{ var: 'status' }, 'open'] };
const ACTIVITIES = { entity: 'activity', by: 'opportunity', sort: '-occurred_at', fields: ['subject', 'kind'], expand: ['owner'] };

/** What a day's work asks, so that the i-th question is not the one before. */
const QUESTIONS: Readonly<Record<string, (i: number, person: SharePerson) => Call>> = {
  list: () => deals({ sort: '-expected_close_date' }),
  'newest first': () => deals({}),
  'open ones by name': () => deals({ filter: open, sort: 'name' }),
  'list with count': () => deals({ sort: '-expected_close_date', count: 'true' }),
  count: () => deals({ filter: open, fields: 'name', expand: '', limit: 1, count: 'true' }),
  'list searched': (i) => deals({ search: `${LINES[i % LINES.length]} web ${i % 10}` }),
  board: () => address('/board/opportunity', { pipeline: 'main', limit: 20 }),
  search: (i) => address('/records', { search: `${LINES[i % LINES.length]} ref ${i % 10}`, limit: 10 }),
  record: (_, { own }) => address(`/records/opportunity/${own}`, { expand: 'account,owner', include: [ACTIVITIES] }),
  report: () => ({ method: 'POST', path: `${APP}/reports/run`, body: JSON.stringify({ report: 'regions' }) }),
};

/** The middle of the times of one question, asked again and again by one connection, in milliseconds. */
async function timed(port: number, person: SharePerson, question: (i: number, person: SharePerson) => Call): Promise<number> {
  const connection = new Connection(port, person.headers);
  const times: number[] = [];
  const began = performance.now();
  for (let i = 0; i < 8 || (i < 200 && performance.now() - began < options.seconds * 1000); i += 1) {
    const sent = performance.now();
    await sendAll([connection], [question(i, person)]);
    // The first ones are what is compiled and planned once.
    if (i >= 3) times.push(performance.now() - sent);
  }
  connection.close();
  return median(times);
}

/** How much longer the questions of a day take to people who have shares than to the same people without any; each is a figure. */
export async function measureShares(
  servers: Pick<Servers, 'product'>,
  people: readonly SharePerson[],
  tell: (figure: Figure) => void,
): Promise<object> {
  const { port } = servers.product;
  const times: Record<string, { without: number[]; with: number[] }> = {};
  for (let round = 0; round < options.rounds; round += 1)
    for (const side of round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
      await setShares(servers, people, side === 'with');
      for (const person of people)
        for (const [what, question] of Object.entries(QUESTIONS)) {
          const name = `${person.what}: ${what}`;
          times[name] ??= { without: [], with: [] };
          times[name][side].push(await timed(port, person, question));
        }
      await setShares(servers, people, false);
    }
  for (const [what, cell] of Object.entries(times)) {
    const [without, shared] = [median(cell.without), median(cell.with)];
    const note = `${SHARES} shares: ${shared.toFixed(2)} ms, none: ${without.toFixed(2)} ms`;
    tell({ workload: 'WS', what, value: shared / without, unit: '×', target: MOST, note });
  }
  return times;
}
