import type { ApprovalWish, NodeOf } from '@pipewright/definition';
import type { Approval, ApprovalEvent, ApprovalMode } from '@pipewright/process';
import { ApprovalModel } from './approval-model.ts';
import { type Approver, type approvalDesk, approvalFlow } from './approving.ts';
import { automate } from './automating.ts';
import type { TestClient } from './client.ts';
import type { Dice } from './dice.ts';

const APP = '/apps/opportunity';
const LOOK_MS = 660_000;

/** What somebody is in a world of random approvals. */
export interface Somebody extends Approver {
  active: boolean;
  role: string | null;
}

/** By which terms an approval is asked for. */
type Terms = Pick<NodeOf<'approve'>, 'mode' | 'percent' | 'own' | 'unlocked' | 'allows'>;

/** One approval under way, and what is known of it beside the server. */
interface Round {
  readonly id: string;
  readonly record: string;
  readonly terms: Terms;
  readonly model: ApprovalModel;
  amount: number;
  seen: number;
  urged: boolean;
}

interface Parts {
  readonly dice: Dice;
  readonly desk: ReturnType<typeof approvalDesk>;
  readonly ask: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly admin: Approver;
  readonly seller: Approver;
  /** Who leads everybody's department, and sits in for who is gone. */
  readonly boss: Somebody;
  readonly approvers: readonly Somebody[];
}

/** What is to be the same: what the server said or made of it, and what was expected. */
export type Compared = readonly [what: string, is: unknown, expected: unknown];

/** Does random things to approvals over the API and around it, and says of each what was expected: by a model that knows nothing of how the server is made. */
export class ApprovalWorld {
  readonly #parts: Parts;
  readonly #away = new Map<string, string>();
  readonly counts = new Map<string, number>();
  #round: Round | undefined;
  #terms: Terms | undefined;
  #now = Date.now();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** One random step. */
  async step(): Promise<Compared[]> {
    const round = this.#round;
    if (!round || (isOver(round) && this.#parts.dice.chance(0.5))) return this.#begins();
    const { dice } = this.#parts;
    const kind = dice.pick(['act', 'act', 'act', 'act', 'act', 'act', 'edit', 'people', 'away', 'passes', 'publish'] as const);
    this.#count(kind);
    const steps = {
      act: () => this.#acts(round),
      edit: () => this.#edits(round),
      people: () => this.#changesPeople(round),
      away: () => this.#goesAway(),
      passes: () => this.#passes(round),
      publish: async () => {
        await this.#publish();
        return [];
      },
    };
    const compared = await steps[kind]();
    return [...compared, await this.#same(round, kind)];
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  async #state(id: string): Promise<Approval> {
    const [row] = await this.#parts.ask('select state from app_opportunity._approval where id = $1', [id]);
    return row?.state as Approval;
  }

  /** How the approval stands, and how the model has it. */
  async #same({ id, model }: Round, what: string): Promise<Compared> {
    const { phase, escalated, returnedBy, admin, seats } = await this.#state(id);
    const inRow = seats.toSorted((a, b) => a.order - b.order).map(({ order: _, ...seat }) => seat);
    return [`state after ${what}`, { phase, escalated, returnedBy, admin, seats: inRow }, model.view()];
  }

  async #publish(): Promise<void> {
    const { dice, admin } = this.#parts;
    const mode = dice.pick(['any', 'all', 'turn', 'share'] as const);
    const allows = dice.some(['return', 'transfer', 'add'] as const, 0.8);
    this.#terms = {
      mode,
      ...(mode === 'share' ? { percent: dice.pick([1, 34, 50, 67, 100]) } : {}),
      ...(dice.chance(0.3) ? { own: true } : {}),
      ...(dice.chance(0.4) ? { unlocked: true } : {}),
      ...(allows.length > 0 ? { allows } : {}),
    };
    await automate(admin.client, [
      approvalFlow({ to: [{ kind: 'role', role: 'approver' }], binds: ['amount'], allows: undefined, ...this.#terms }),
    ]);
  }

  async #begins(): Promise<Compared[]> {
    const { desk, seller, approvers, dice } = this.#parts;
    const last = this.#round;
    if (last) {
      await desk.settle(this.#later());
      const came = await desk.came(last.record);
      const { phase } = last.model.view();
      const [{ times } = { times: 0 }] = await this.#parts.ask(
        `select count(*)::integer as times from app_opportunity._ledger where record = $1 and after ? 'next_step' and kind = 'update'`,
        [last.record],
      );
      this.#round = undefined;
      return [[`came of ${phase}`, [came, times], [phase === 'voided' ? 'withdrawn' : phase, 1]]];
    }
    if (!this.#terms || dice.chance(0.3)) await this.#publish();
    const record = (await desk.deal(seller.client)).id;
    const pressed = await desk.press(seller.client, record);
    if (pressed.status !== 200) throw new Error(pressed.text);
    await desk.settle(this.#later());
    const [item] = await desk.of(seller.client, record);
    if (!item || !this.#terms) throw new Error('Nothing was asked');
    const { mode, percent = 100, own } = this.#terms;
    const asks: ApprovalMode = mode === 'share' ? { kind: mode, percent } : { kind: mode };
    const people = approvers.filter((each) => isAble(each) && each.role === 'approver').map(({ user }) => user);
    const seatIds = (await this.#state(item.id)).seats.map((seat) => seat.id);
    const model = new ApprovalModel({ mode: asks, starter: seller.user, own: own ? 'may' : 'never', people: people.sort(), seatIds });
    this.#round = { id: item.id, record, terms: this.#terms, model, amount: 1000, seen: 1000, urged: false };
    this.#count('begun');
    return [await this.#same(this.#round, 'beginning')];
  }

  /** A time at which every run looks again. */
  #later(): string {
    this.#now = Math.max(this.#now, Date.now()) + LOOK_MS;
    return new Date(this.#now).toISOString();
  }

  /** Time passes: what was seen may be true no more, and who was asked may be gone. */
  async #passes(round: Round): Promise<Compared[]> {
    const before = (await this.#state(round.id)).seats;
    await this.#parts.desk.settle(this.#later());
    const { phase } = round.model.view();
    if (phase === 'open' && round.amount !== round.seen) round.model.take({ kind: 'changed' });
    else if (phase === 'open' || phase === 'returned') await this.#gone(round, before);
    const view = round.model.view();
    const asked = view.seats.filter(({ state }) => state === 'open').some(({ person }) => this.#able(person));
    return view.phase === 'open' ? [['somebody may decide', asked || view.escalated, true]] : [];
  }

  #able(user: string): boolean {
    const { approvers, boss } = this.#parts;
    const known = [...approvers, boss].find((each) => each.user === user);
    return known === undefined || isAble(known);
  }

  /** Others sit in for those who are gone. Ids of seats are the server's, in the order in which they came to be. */
  async #gone(round: Round, before: Approval['seats']): Promise<void> {
    const { boss } = this.#parts;
    const known = new Set(before.map(({ id }) => id));
    const fresh = (await this.#state(round.id)).seats.map(({ id }) => id).filter((id) => !known.has(id));
    const waiting = round.model.view().seats.filter(({ state }) => state === 'open' || state === 'later');
    const inOrder = [...before.map(({ id }) => id), ...fresh].flatMap((id) => waiting.find((seat) => seat.id === id) ?? []);
    for (const person of [...new Set(inOrder.map((seat) => seat.person))].filter((each) => !this.#able(each))) {
      const instead = person !== boss.user && isAble(boss) ? [boss.user] : [];
      const many = round.model
        .view()
        .seats.filter((seat) => seat.person === person && (seat.state === 'open' || seat.state === 'later')).length;
      round.model.take({ kind: 'gone', person, instead, seatIds: fresh.splice(0, many * instead.length) });
      this.#count('gone');
    }
  }

  async #edits(round: Round): Promise<Compared[]> {
    const { desk, seller, dice } = this.#parts;
    const amount = 1000 + dice.below(3) * 100;
    const answer = await desk.change(seller.client, round.record, { amount: String(amount) });
    const locked = round.model.view().phase === 'open' && !round.terms.unlocked && amount !== round.amount;
    if (!locked) round.amount = amount;
    return [['edit', codeOf(answer), locked ? 'approval.locked' : 200]];
  }

  async #changesPeople(round: Round): Promise<Compared[]> {
    const { dice, approvers, boss, ask } = this.#parts;
    const who = dice.pick([...approvers, boss]);
    if (dice.chance(0.5)) {
      who.active = dice.chance(0.75);
      await ask('update pipewright.person set active = $2 where user_id = $1', [who.user, who.active]);
    } else if (who !== boss) {
      who.role = dice.pick(['approver', 'approver', 'approver', 'approver', 'analyst', null]);
      await ask(`delete from pipewright.member where user_id = $1 and app = 'opportunity'`, [who.user]);
      if (who.role) await ask(`insert into pipewright.member (app, user_id, role) values ('opportunity', $1, $2)`, [who.user, who.role]);
    }
    return this.#passes(round);
  }

  async #goesAway(): Promise<Compared[]> {
    const { dice, approvers, boss, seller } = this.#parts;
    const who = dice.pick(approvers);
    const to = dice.chance(0.4) ? undefined : dice.pick([...approvers, boss, { ...seller, active: true, role: 'sales' }]);
    const wish = to ? { from: day(-2), until: day(2), to: to.user } : null;
    const answer = await who.client.send('PUT', `${APP}/away`, { away: wish });
    const fits = to === undefined || (to.user !== who.user && isAble(to));
    if (!isAble(who)) return [['away', answer.status < 300, false]];
    if (fits && to) this.#away.set(who.user, to.user);
    if (fits && !to) this.#away.delete(who.user);
    return [['away', codeOf(answer), fits ? 200 : to?.user === who.user ? 'away.self' : 'approval.nobody']];
  }

  async #acts(round: Round): Promise<Compared[]> {
    const { dice, desk, approvers, boss, seller, admin } = this.#parts;
    const view = round.model.view();
    const asked = approvers.filter(({ user }) => view.seats.some((seat) => seat.state === 'open' && seat.person === user));
    const who = dice.chance(0.6) && asked.length > 0 ? dice.pick(asked) : dice.pick([...approvers, boss, seller, seller, admin]);
    const digest = (await desk.one(seller.client, round.id)).digest as string;
    const may =
      this.#able(who.user) && dice.chance(0.6) ? ((await desk.one(who.client, round.id)).may as ApprovalWish['act'][]) : undefined;
    const wish = this.#wish(digest, may);
    this.#count(wish.act);
    const before = (await this.#state(round.id)).seats;
    const answer = await desk.act(who.client, round.id, wish);
    if (!this.#able(who.user)) return [[wish.act, answer.status >= 400, true]];
    const expected = await this.#expected(round, who.user, wish, digest, before);
    this.#count(String(expected));
    return [[wish.act, codeOf(answer), expected]];
  }

  #wish(seen: string, may: readonly ApprovalWish['act'][] | undefined): ApprovalWish {
    const { dice, approvers, boss, seller } = this.#parts;
    const usual = [
      ...(['approve', 'approve', 'approve', 'reject', 'return', 'return', 'transfer', 'transfer', 'add', 'add', 'withdraw'] as const),
      ...(['resubmit', 'resubmit', 'resubmit', 'urge', 'decide', 'comment'] as const),
    ];
    const offered = may ? usual.filter((each) => may.includes(each)) : usual;
    const act = dice.pick(offered);
    const digest = dice.chance(0.05) ? 'old' : seen;
    const person = () => dice.pick([...approvers, boss, seller]).user;
    const people = Array.from({ length: 1 + dice.below(2) }, person);
    const all: { readonly [Act in ApprovalWish['act']]: Extract<ApprovalWish, { act: Act }> } = {
      approve: { act: 'approve', digest },
      reject: { act: 'reject', digest, note: 'No' },
      return: { act: 'return', digest, note: 'Once more' },
      transfer: { act: 'transfer', to: person() },
      add: { act: 'add', place: dice.pick(['before', 'after'] as const), people, digest },
      withdraw: { act: 'withdraw' },
      resubmit: { act: 'resubmit' },
      urge: { act: 'urge' },
      decide: { act: 'decide', decision: dice.pick(['approve', 'reject'] as const), digest, note: 'Enough' },
      comment: { act: 'comment', note: 'Well' },
    };
    return all[act];
  }

  /** What is to be answered: 200, or the code of why not. Lets the model know. */
  async #expected(round: Round, by: string, wish: ApprovalWish, digest: string, before: Approval['seats']): Promise<string | number> {
    const { model, terms } = round;
    const view = model.view();
    if (view.phase === 'open' && round.amount !== round.seen) {
      model.take({ kind: 'changed' });
      return 'approval.changed';
    }
    const { act } = wish;
    if (act === 'comment') return 200;
    if (act === 'urge') {
      const waits = view.phase === 'open' && view.seats.some(({ state }) => state === 'open');
      if (by !== this.#parts.seller.user) return 'approval.not_yours';
      if (!waits) return 'approval.not_now';
      if (round.urged) return 'approval.urged';
      round.urged = true;
      return 200;
    }
    if ((act === 'return' || act === 'transfer' || act === 'add') && !terms.allows?.includes(act)) return 'approval.not_allowed';
    if (act === 'decide' && by !== this.#parts.admin.user) return 'approval.not_yours';
    if ('digest' in wish && wish.digest !== digest) return 'approval.changed';
    const named = act === 'transfer' ? [wish.to] : act === 'add' ? wish.people : [];
    if (named.some((person) => !this.#able(person))) return 'approval.nobody';
    const known = new Set(before.map(({ id }) => id));
    const fresh = (await this.#state(round.id)).seats.map(({ id }) => id).filter((id) => !known.has(id));
    const event = this.#event(round, by, wish, before, fresh);
    const told = model.take(event);
    if ('refused' in told) return `approval.${told.refused}`;
    if (event.kind === 'resubmit') round.seen = round.amount;
    if (!isOver(round) && told.effects.some((effect) => effect.includes('"ask"')))
      await this.#gone(
        round,
        'seatIds' in event ? [...before, ...seatsOf(event.seatIds)] : 'seatId' in event ? [...before, ...seatsOf([event.seatId])] : before,
      );
    return 200;
  }

  #event(round: Round, by: string, wish: ApprovalWish, before: Approval['seats'], fresh: readonly string[]): ApprovalEvent {
    const absent = [...this.#away].filter(([person, to]) => to === by && this.#able(person)).map(([person]) => person);
    const acts = [by, ...absent.sort()];
    const mine = (state: 'open' | 'wait') =>
      acts.flatMap((person) =>
        before.filter(
          (seat) => seat.person === person && (state === 'open' ? seat.state === 'open' : seat.state === 'open' || seat.state === 'later'),
        ),
      );
    const later = before.find((seat) => acts.includes(seat.person) && (seat.state === 'open' || seat.state === 'later'));
    const seat = (mine('open')[0] ?? later)?.id ?? '';
    switch (wish.act) {
      case 'transfer':
        return { kind: 'transfer', by, acts, seat, to: wish.to, seatId: fresh[0] ?? 'none' };
      case 'add': {
        const people = [...new Set(wish.people)];
        return { kind: 'add', by, acts, seat, place: wish.place, people, seatIds: fresh.slice(0, people.length) };
      }
      case 'withdraw':
        return { kind: 'withdraw', by };
      case 'resubmit':
        return { kind: 'resubmit', by, again: round.amount === round.seen ? 'rest' : 'all' };
      case 'decide':
        return { kind: 'admin', by, decision: wish.decision, note: wish.note };
      case 'approve':
      case 'reject':
      case 'return':
        return { kind: wish.act, by, acts };
      default:
        throw new Error(wish.act);
    }
  }
}

const isAble = ({ active, role }: Pick<Somebody, 'active' | 'role'>): boolean => active && role !== null;
const isOver = ({ model }: Round): boolean => !['open', 'returned'].includes(model.view().phase);
const codeOf = ({ status, body }: Awaited<ReturnType<TestClient['get']>>): string | number => body?.issues?.[0]?.code ?? status;
const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
const seatsOf = (ids: readonly string[]) => ids.map((id) => ({ id }) as Approval['seats'][number]);
