import type { RoleKey } from './app.ts';
import type { Town } from './town.ts';
import type { Outcome } from './verdict.ts';
import type { Attempt, World } from './world.ts';

/** What became of an import: refused as a whole, or an outcome and an id for each row. */
export interface Imported {
  readonly denied?: string;
  readonly outcomes: readonly Outcome[];
  readonly ids: readonly (string | null)[];
}

const cell = (world: World, key: string, value: unknown) =>
  value === null || value === undefined ? '' : key === 'firm' ? String(world.firms.get(String(value))?.name ?? '') : String(value);

/** Imports deals from a file, as a person does: upload, run, look at what was refused. */
export async function importDeals(
  town: Town,
  app: string,
  role: RoleKey,
  world: World,
  attempts: readonly Attempt[],
  baseline: boolean,
  language: string,
): Promise<Imported> {
  const client = town.clients[role];
  const records = attempts.map(({ values, stage, status }) => ({ ...values, stage, status }) as Record<string, unknown>);
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].filter((key) =>
    records.some((record) => record[key] !== undefined),
  );
  const csv = [columns, ...records.map((record) => columns.map((key) => cell(world, key, record[key])))]
    .map((line) => line.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
    .join('\n');
  const headers = { 'accept-language': language };
  const staged = await client.send('POST', `/apps/${app}/imports/deal`, csv, headers);
  if (staged.status !== 201) return { denied: staged.text, outcomes: [], ids: [] };
  const targets = Object.fromEntries(columns.map((column) => [column, { column }]));
  const started = await client.send('POST', `/apps/${app}/imports/${staged.body.id}/run`, { targets, baseline }, headers);
  if (started.status !== 202) return { denied: started.text, outcomes: [], ids: [] };
  for (let wait = 0; ; wait += 1) {
    const { state } = (await client.get(`/apps/${app}/imports/${staged.body.id}`)).body;
    if (state === 'done') break;
    if (state === 'failed' || wait > 1000) throw new Error(`The import ended ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { rows } = await town.server.pool.query<{ state: string; record: string | null; issues: unknown[] | null }>(
    'select state, record, issues from pipewright.import_row where import = $1 order by number',
    [staged.body.id],
  );
  const refusals = rows.some((row) => row.state === 'refused')
    ? (await client.send('GET', `/apps/${app}/imports/${staged.body.id}/refused.csv`, undefined, headers)).text.split('\n').slice(1)
    : [];
  const outcomes = rows.map((row): Outcome => {
    const accepted = row.state === 'done';
    const text = accepted ? '' : (refusals.shift() ?? '');
    return { accepted, status: accepted ? 201 : 422, issues: row.issues?.length ?? 0, said: text, text };
  });
  return { outcomes, ids: rows.map((row) => row.record) };
}
