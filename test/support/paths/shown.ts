import { said } from './ask.ts';
import type { Doing, Whole } from './doing.ts';
import { isWork, needsOf } from './oracle.ts';
import { rowsOf } from './town.ts';
import { faultsOf } from './verdict.ts';
import { type Guess, isEmpty, knownOf, type Reason, type Row } from './world.ts';

const KINDS = { task: 'tasks', paper: 'papers' } as const;
type Kind = keyof typeof KINDS;

/** Something that shows work of a deal comes, goes, or is shown no more: what let the deal on stays. Beside other writes, either order may explain the answer. */
export async function show(doing: Doing, beside = false): Promise<void> {
  const { dice, town, key, language } = doing;
  const kind = dice.pick(['task', 'task', 'paper'] as const);
  const role = dice.pick(['admin', 'lead', 'lead', 'frozen', 'stageless', ...(kind === 'task' ? (['blind'] as const) : [])] as const);
  const earlier = await doing.world(role);
  const rows = [...earlier[KINDS[kind]].values()].filter((each) => isEmpty(each.deleted_at));
  const telling = rows.filter((each) => (kind === 'task' ? !isEmpty(each.done_at) : each.in_use === true));
  const before =
    rows.length > 0 && dice.chance(kind === 'task' ? 0.95 : 0.6)
      ? dice.pick(telling.length > 0 && dice.chance(0.5) ? telling : rows)
      : null;
  const free = [...earlier.deals.values()].filter((each) => isEmpty(each.deleted_at));
  if (free.length === 0) return;
  const change = changeOf(doing, kind, before, String(dice.pick(free).id));
  const at = `/apps/${key}/records/${kind}`;
  const headers = { 'accept-language': language };
  const client = town.clients[role];
  const answer = change.gone
    ? await client.send('DELETE', `${at}/${before?.id}`, undefined, headers)
    : before
      ? await client.send('PATCH', `${at}/${before.id}`, { version: before.version, values: change.values }, headers)
      : await client.send('POST', at, { values: change.values }, headers);
  const accepted = answer.status < 300;
  doing.count(change.gone ? `${kind} deleted` : before ? `${kind} changed` : `${kind} made`, accepted);
  const id = String(before?.id ?? answer.body?.id);
  const after = (await rowsOf(town, key, kind)).get(id) ?? null;
  const outcome = { accepted, status: answer.status, issues: answer.body?.issues?.length ?? 0, said: said(answer), text: answer.text };
  const judge = (world: Whole) => {
    const guess = guessOf(world, kind, before, change);
    const faults = faultsOf(role, language, guess, outcome, before, after);
    const wrong =
      accepted && !change.gone ? Object.entries(change.values).filter(([name, value]) => !same(name, after?.[name], value)) : [];
    return [...faults, ...wrong.map(([name]) => `${name} is ${after?.[name]}`)];
  };
  const found = judge(earlier);
  if (found.length === 0 || (beside && judge(await doing.world(role)).length === 0)) return;
  doing.note(`show ${kind}`, { role, before, change, deal: earlier.deals.get(String(before?.deal)) }, found);
}

interface Shown {
  readonly gone?: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

// A moment comes back from the database in another form.
const same = (name: string, one: unknown, other: unknown) =>
  name === 'done_at' ? isEmpty(one) === isEmpty(other) : (one ?? null) === other;

function changeOf({ dice }: Doing, kind: Kind, before: Row | null, deal: string): Shown {
  const shows =
    kind === 'task'
      ? { done_at: dice.chance(isEmpty(before?.done_at) ? 0.9 : 0.4) ? '2026-11-20T08:00:00.000Z' : null }
      : { in_use: dice.chance(0.7) };
  if (!before) return { values: { [kind === 'task' ? 'subject' : 'name']: 'x', deal, ...shows } };
  if (dice.chance(0.12)) return { gone: true, values: {} };
  return { values: dice.chance(0.15) ? { deal } : shows };
}

/** What must become of it: refused where a deal that is not lost stands, or has won, beyond what it showed to be done and nothing else shows. */
function guessOf(world: Whole, kind: Kind, before: Row | null, { gone, values }: Shown): Guess {
  const after: Row = { ...before, ...values, deleted_at: gone ? 'now' : null };
  const row = { ...before, ...after };
  const deal = world.deals.get(String(before?.deal));
  if (!before) return { reasons: [], row: { ...row, owner: world.user } };
  const { stage_task: mark } = before;
  const twin = (each: Row) => each.id !== before.id && each.deal === after.deal && each.stage_task === mark && isEmpty(each.deleted_at);
  const reasons: Reason[] = !isEmpty(mark) && [...world.tasks.values()].some(twin) && !gone ? [{ what: 'that deal has this task' }] : [];
  if (!deal || !isEmpty(deal.deleted_at) || deal.status === 'lost' || deal.status === 'void') return { reasons, row };
  const rows = new Map(world[KINDS[kind]]).set(String(before.id), after);
  const [was, now] = [world, { ...world, [KINDS[kind]]: rows }].map((each) => knownOf(each, deal));
  const undone = needsOf(world.app, deal).filter(
    ({ id, met, names }) => isWork({ id }) && names[0] === KINDS[kind] && was && now && met(was) && !met(now),
  );
  // Of several things that it showed the refusal names one.
  const hidden = world.role === 'stageless' || undone.length > 1;
  return { reasons: [...reasons, ...undone.map(({ id, token }) => ({ what: `undoes ${id}`, token, hidden }))], row };
}
