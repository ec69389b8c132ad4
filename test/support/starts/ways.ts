import { importEnd, stageFile } from '../importing.ts';
import type { Meaning, Row } from './app.ts';
import { type Ground, settle } from './town.ts';

/** A way in which something is done to records, for several at once. */
export type Way = 'api' | 'import' | 'line' | 'step' | 'edit' | 'cell' | 'move' | 'alone' | 'many' | 'filter' | 'claim' | 'bin';

/** The ways in which something can be done to a record that stands so; those that take many at once stand twice. */
export function waysOf(ground: Ground, meaning: Meaning, row: Row | undefined, reclaimed: boolean): Way[] {
  const step: Way[] = ground.button(meaning) === undefined ? [] : ['step'];
  if (meaning.kind === 'create') {
    if (meaning.status) return ['import'];
    return ['api', 'import', ...step, ...(meaning.entity === 'visit' ? (['line'] as const) : [])];
  }
  if (meaning.kind === 'restore') return ['bin'];
  if (meaning.kind === 'delete') return ['bin', 'alone', 'many', 'many', 'filter'];
  const { values, stage, status, pipeline } = meaning;
  const moves = (stage ?? status ?? pipeline) !== undefined;
  const keys = Object.keys(values);
  const owner = keys.join() === 'owner' ? values.owner : undefined;
  // By hand any record is given to anybody; the pool takes open ones from somebody, and gives none straight back.
  const open = row?.status === 'open';
  const steps = owner === null ? open && row.owner !== null : owner === ground.sales ? open && !reclaimed : true;
  return [
    ...(stage || status ? [] : ([keys.length === 1 && !pipeline ? 'cell' : 'edit'] as const)),
    ...(moves ? (['move'] as const) : []),
    ...(['alone', 'many', 'many', 'filter'] as const),
    ...(steps ? step : []),
    ...(owner === ground.admin && row?.owner === null && open ? (['claim'] as const) : []),
  ];
}

const csv = (cells: Row) =>
  `${Object.keys(cells).join()}\n${Object.values(cells)
    .map((each) => String(each ?? ''))
    .join()}\n`;

async function bring(
  { client, app, firms }: Ground,
  { entity, values, stage, status }: Extract<Meaning, { kind: 'create' }>,
): Promise<void> {
  const firm = firms.find(({ id }) => id === values.firm)?.name;
  const cells: Row = {
    ...values,
    ...(firm ? { firm } : {}),
    ...(stage ? { stage } : {}),
    ...(status ? { status } : {}),
  };
  const targets = Object.fromEntries(Object.keys(cells).map((column) => [column, { column }]));
  const staged = await stageFile(client, `/apps/${app}/imports/${entity}`, csv(cells));
  await client.send('POST', `/apps/${app}/imports/${staged.id}/run`, { targets });
  const end = await importEnd(client, `/apps/${app}/imports/${staged.id}`);
  if (end.done !== 1) throw new Error(`An import brought nothing: ${JSON.stringify(end.reasons)}`);
}

/** Makes a record of a meaning in a way; of a visit that of a deal. */
export async function make(ground: Ground, way: Way, meaning: Extract<Meaning, { kind: 'create' }>, deal?: Row): Promise<void> {
  const { client, app, firms } = ground;
  const at = `/apps/${app}/records`;
  const { entity, values: own, stage } = meaning;
  const values = deal ? { ...own, deal: deal.id } : own;
  const done = async () => {
    if (way === 'api') return client.send('POST', `${at}/${entity}`, { values, ...(stage ? { stage } : {}) });
    if (way === 'line') return client.send('POST', `${at}/deal/${deal?.id}/activities`, { entity, values: own });
    const from = entity === 'visit' ? `deal/${deal?.id}` : `firm/${firms[0]?.id}`;
    return client.send('POST', `${at}/${from}/press/${ground.button(meaning)}`);
  };
  // A file names what it refers to, and the deals of a test have the same name.
  if (way === 'import') return bring(ground, meaning);
  const answer = await done();
  if (answer.status >= 300) throw new Error(`${way}: ${answer.text}`);
  if (way === 'step') await settle(ground);
}

/** Does something to records in a way. Answers what was said where it was refused. */
export async function perform(
  ground: Ground,
  way: Way,
  meaning: Exclude<Meaning, { kind: 'create' }>,
  rows: readonly Row[],
): Promise<string[]> {
  const { client, app } = ground;
  const at = `/apps/${app}/records/deal`;
  const ids = rows.map(({ id }) => id);
  const wish = meaning.kind === 'change' ? meaning : undefined;
  const { kind: _, ...body } = wish ?? { kind: '', values: {} };
  const together =
    meaning.kind === 'delete' ? { remove: true } : Object.keys(body.values).length > 0 ? body : { ...body, values: undefined };
  const one = async ({ id, version }: Row) => {
    switch (way) {
      case 'cell':
      case 'edit':
        return client.send('PATCH', `${at}/${id}`, { version, values: wish?.values, pipeline: wish?.pipeline });
      case 'move':
        return client.send('POST', `${at}/${id}/move`, { version, ...body });
      case 'claim':
        return client.send('POST', `${at}/${id}/claim`);
      case 'bin':
        return meaning.kind === 'delete' ? client.send('DELETE', `${at}/${id}`) : client.send('POST', `${at}/${id}/restore`, { version });
      case 'alone':
        return client.send('POST', `${at}/together`, { records: [id], ...together });
      default:
        return client.send('POST', `${at}/${id}/press/${ground.button(meaning)}`);
    }
  };
  const answers = [];
  if (way === 'many') answers.push(await client.send('POST', `${at}/together`, { records: ids, ...together }));
  else if (way === 'filter')
    answers.push(await client.send('POST', `${at}/together`, { filter: { in: [{ var: 'id' }, ids] }, ...together }));
  else for (const row of rows) answers.push(await one(row));
  if (way === 'step') await settle(ground);
  return answers.flatMap(({ status, text, body: given }) =>
    status >= 300 ? [text] : (given?.refused?.length ?? 0) > 0 ? [JSON.stringify(given.refused)] : [],
  );
}
