import { said } from './ask.ts';
import { think, valueFor } from './attempt.ts';
import type { Doing } from './doing.ts';
import { guess } from './oracle.ts';
import { rowsOf } from './town.ts';
import { faultsOf } from './verdict.ts';
import type { Row } from './world.ts';

const NEW = 'new';

/** A lead becomes a firm and a deal, or nothing at all: what a deal made by hand would be refused for refuses it here. At times two ask at once. */
export async function convert(doing: Doing): Promise<void> {
  const { dice, town, key, language } = doing;
  const role = dice.pick(['admin', 'lead', 'lead', 'sales', 'blind', 'fixed', 'stageless', 'frozen', 'pipeless', 'reader'] as const);
  const client = town.clients[role];
  const world = await doing.world(role);
  const at = `/apps/${key}/records/lead`;
  const company = `Lead ${(await rowsOf(town, key, 'lead')).size}`;
  const values = {
    company,
    amount: valueFor(dice, world, 'amount'),
    kind: valueFor(dice, world, 'kind'),
    state: dice.chance(0.9) ? 'new' : 'cold',
  };
  const made = await client.send('POST', at, { values });
  if (made.status >= 300) return doing.note('convert', { role, values }, [`no lead could be made: ${made.text}`]);
  const lead = `${at}/${made.body.id}`;
  const chosen = dice.chance(0.5) && world.firms.size > 0 ? dice.pick([...world.firms.keys()]) : undefined;
  const wished = dice.chance(0.75) ? think(dice, world, 'create', null).values : {};
  const body = { targets: { ...(chosen ? { firm: { use: chosen } } : {}), deal: { values: wished } } };
  const send = () => client.send('POST', `${lead}/convert`, body, { 'accept-language': language });
  const twice = dice.chance(0.3);
  const answers = await Promise.all(twice ? [send(), send()] : [send()]);
  const answer = answers.find(({ status }) => status < 300) ?? (answers[0] as (typeof answers)[number]);
  const accepted = answer.status < 300;
  doing.count('convert', accepted);

  const begun = {
    name: company,
    ...(values.kind === null ? {} : { kind: values.kind }),
    ...(values.amount === null ? {} : { amount: values.amount }),
  };
  const firms = new Map(world.firms).set(NEW, { id: NEW, name: company });
  const attempt = { kind: 'create' as const, values: { ...begun, ...wished, firm: chosen ?? NEW } };
  const guessed = guess({ ...world, firms }, null, attempt);
  const reasons = values.state === 'new' ? guessed.reasons : [{ what: 'the lead is not new' }];
  const deals = await rowsOf(town, key, 'deal');
  const ids = Object.fromEntries((answer.body?.results ?? []).map((each: { key: string; id: string }) => [each.key, each.id]));
  const deal = deals.get(ids.deal) ?? null;
  const row: Row = { ...guessed.row, firm: chosen ?? ids.firm ?? null };
  const outcome = { accepted, status: answer.status, issues: answer.body?.issues?.length ?? 0, said: said(answer), text: answer.text };
  const faults = faultsOf(role, language, { reasons, row }, outcome, null, deal);
  if (answers.filter(({ status }) => status < 300).length > 1) faults.push('was converted twice');
  const more = { deals: deals.size - world.deals.size, firms: (await rowsOf(town, key, 'firm')).size - world.firms.size };
  if (more.deals !== Number(accepted) || more.firms !== Number(accepted && !chosen)) faults.push(`made ${JSON.stringify(more)}`);
  faults.push(...(await leadFaults(doing, made.body.id, accepted ? ids : undefined, deal)));
  if (faults.length > 0) doing.note('convert', { role, values, body, answers: answers.map(({ status, text }) => [status, text]) }, faults);
}

/** What is wrong with a lead after an attempt to convert it, which nobody can have converted by another way, nor undo. */
async function leadFaults(
  { town, key }: Doing,
  id: string,
  made: Readonly<Record<string, string>> | undefined,
  deal: Row | null,
): Promise<string[]> {
  const at = `/apps/${key}/records/lead/${id}`;
  const read = async () => (await rowsOf(town, key, 'lead')).get(id) as Row;
  const stands = (row: Row) => JSON.stringify([row.version, row.state === 'converted', row.firm, row.deal]);
  const lead = await read();
  const right = made ? [2, true, made.firm, made.deal] : [1, false, null, null];
  const faults = stands(lead) === JSON.stringify(right) ? [] : [`the lead stands ${stands(lead)}`];
  if (made && deal?.lead !== id) faults.push(`the deal came of ${deal?.lead}`);
  const other = (await rowsOf(town, key, 'deal')).keys().next().value ?? null;
  const { admin } = town.clients;
  const tries = [
    await admin.send('PATCH', at, { version: lead.version, values: { state: made ? 'new' : 'converted' } }),
    await admin.send('PATCH', at, { version: lead.version, values: { deal: made ? null : other } }),
    ...(made
      ? [
          await admin.send('POST', `${at}/convert`, {}),
          await admin.send('PATCH', `/apps/${key}/records/deal/${made.deal}`, { version: 1, values: { lead: null } }),
        ]
      : []),
  ];
  for (const [i, { status }] of tries.entries()) if (status < 400 || status >= 500) faults.push(`way ${i} beside it answered ${status}`);
  if (stands(await read()) !== stands(lead)) faults.push('a way beside it changed the lead');
  return faults;
}
