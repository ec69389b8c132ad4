import type { ApprovalBegin, ApprovalEffect, ApprovalEvent, Seat } from '@pipewright/process';

/** What somebody can see of an approval, as the model has it. Seats come in the order of their row, and in it as they came to be. */
export interface ModelView {
  readonly phase: string;
  readonly escalated: boolean;
  readonly returnedBy: string | null;
  readonly admin: { by: string; note: string } | null;
  readonly seats: readonly Omit<Seat, 'order'>[];
}

/** Somebody who sits at a question; `mark` is what was done there, nothing of what follows. */
interface Sitting {
  id: string;
  person: string;
  mark: 'none' | 'approved' | 'rejected' | 'handed' | 'left';
  by: string | null;
  origin: Seat['origin'];
  from: string | null;
}

/** A question, with those asked besides before and after it: a tree, where the product keeps a row. */
interface Question {
  kind: 'vote' | 'whole' | 'extra';
  sittings: Sitting[];
  before: Question[];
  after: Question[];
}

interface World {
  questions: Question[];
  phase: string;
  escalated: boolean;
  returnedBy: string | null;
  admin: { by: string; note: string } | null;
}

const question = (kind: Question['kind'], id: string, person: string, origin: Seat['origin'], from: string | null): Question => ({
  kind,
  sittings: [{ id, person, mark: 'none', by: null, origin, from }],
  before: [],
  after: [],
});
const flat = (each: Question): Question[] => [...each.before.flatMap(flat), each, ...each.after.flatMap(flat)];
const extrasOf = (each: Question): Question[] => flat(each).filter((other) => other !== each);
const said = (each: Question, mark: Sitting['mark']) => each.sittings.some((sitting) => sitting.mark === mark);
const isUndecided = (each: Question) => !said(each, 'approved') && !said(each, 'rejected');

/** A slow model of an approval, made another way than the product: it keeps what happened, and whenever it is asked works everything out from the first event on. */
export class ApprovalModel {
  readonly #begin: ApprovalBegin;
  readonly #past: ApprovalEvent[] = [];

  constructor(begin: ApprovalBegin) {
    this.#begin = begin;
  }

  /** How everything stands. */
  view(): ModelView {
    const world = this.#replay();
    const seats = world.questions
      .flatMap(flat)
      .flatMap(({ sittings }) =>
        sittings.map(({ id, person, by, origin, from }) => ({ id, person, state: this.#state(world, id), by, origin, from })),
      );
    const { phase, escalated, returnedBy, admin } = world;
    return { phase, escalated, returnedBy, admin, seats };
  }

  /** Lets an event happen: says why it may not, or what it has the caller do, in the order of the alphabet. */
  take(event: ApprovalEvent): { refused: string } | { effects: string[] } {
    const refused = this.#refusal(this.#replay(), event);
    if (refused) return { refused };
    const before = this.view();
    this.#past.push(event);
    return { effects: effectsBetween(before, this.view()) };
  }

  /** What the beginning has the caller do. */
  begun(): string[] {
    return effectsBetween({ phase: 'open', escalated: false, returnedBy: null, admin: null, seats: [] }, this.view());
  }

  #replay(): World {
    const { people, seatIds } = this.#begin;
    const world: World = { questions: [], phase: 'open', escalated: false, returnedBy: null, admin: null };
    for (const person of this.#allowed(people))
      world.questions.push(question('vote', seatIds[world.questions.length] as string, person, 'rule', null));
    this.#conclude(world);
    for (const event of this.#past) {
      this.#happen(world, event);
      this.#conclude(world);
    }
    return world;
  }

  #allowed(people: readonly string[]): string[] {
    const all: string[] = [];
    for (const person of people)
      if (!all.includes(person) && !(this.#begin.own === 'never' && person === this.#begin.starter)) all.push(person);
    return all;
  }

  #happen(world: World, event: ApprovalEvent): void {
    const everywhere = world.questions.flatMap(flat);
    const at = (id: string) => everywhere.find(({ sittings }) => sittings.some((each) => each.id === id)) as Question;
    const sittingAt = (id: string) => at(id).sittings.find((each) => each.id === id) as Sitting;
    switch (event.kind) {
      case 'approve':
      case 'reject': {
        const open = everywhere.flatMap(({ sittings }) => sittings).filter(({ id }) => this.#state(world, id) === 'open');
        for (const sitting of open.filter(({ person }) => event.acts.includes(person))) {
          sitting.mark = event.kind === 'approve' ? 'approved' : 'rejected';
          sitting.by = event.by;
        }
        return;
      }
      case 'return':
        world.phase = 'returned';
        world.escalated = false;
        world.returnedBy = event.by;
        return;
      case 'transfer':
        sittingAt(event.seat).mark = 'handed';
        at(event.seat).sittings.push({ id: event.seatId, person: event.to, mark: 'none', by: null, origin: 'transfer', from: event.seat });
        return;
      case 'add': {
        const added = this.#allowed(event.people).map((person, n) =>
          question('extra', event.seatIds[n] as string, person, event.place, event.seat),
        );
        at(event.seat)[event.place].push(...added);
        if (event.place === 'after') Object.assign(sittingAt(event.seat), { mark: 'approved', by: event.by });
        return;
      }
      case 'gone': {
        const ids = [...event.seatIds];
        const instead = this.#allowed(event.instead).filter((person) => person !== event.person);
        const waiting = [...everywhere]
          .flatMap(({ sittings }) => sittings)
          .filter(({ id, person }) => person === event.person && ['open', 'later'].includes(this.#state(world, id)));
        // Ids are used in the order in which seats came to be.
        waiting.sort((a, b) => bornAt(this.#begin, this.#past, a.id) - bornAt(this.#begin, this.#past, b.id));
        for (const sitting of waiting) sitting.mark = 'left';
        for (const { id } of waiting)
          for (const person of instead)
            at(id).sittings.push({ id: ids.shift() as string, person, mark: 'none', by: null, origin: 'escalation', from: id });
        return;
      }
      case 'escalate': {
        const named = this.#allowed(event.people).filter((person) => !this.#decidesAll(world, person));
        named.forEach((person, n) => {
          world.questions.push(question('whole', event.seatIds[n] as string, person, 'escalation', null));
        });
        if (named.length === 0) world.escalated = true;
        return;
      }
      case 'withdraw':
        world.phase = 'withdrawn';
        world.returnedBy = null;
        return;
      case 'changed':
        world.phase = 'voided';
        return;
      case 'lapse':
        world.phase = event.decision === 'approve' ? 'approved' : 'rejected';
        return;
      case 'admin':
        world.phase = event.decision === 'approve' ? 'approved' : 'rejected';
        world.admin = { by: event.by, note: event.note };
        return;
      case 'resubmit': {
        world.phase = 'open';
        world.returnedBy = null;
        const votes = world.questions.filter(({ kind }) => kind === 'vote');
        const stays = (vote: Question) => flat(vote).every((each) => said(each, 'approved'));
        let kept = event.again === 'rest' ? votes.filter(stays) : [];
        if (this.#enough(kept.length, votes.length)) kept = [];
        world.questions = votes.map((vote) => ({ ...vote, before: [], after: [] }));
        for (const [n, vote] of world.questions.entries()) if (!kept.includes(votes[n] as Question)) this.#askAnew(vote);
      }
    }
  }

  #askAnew(vote: Question): void {
    const [first, ...others] = vote.sittings as [Sitting, ...Sitting[]];
    const again: Sitting[] = [first];
    // Only where somebody is gone does another stay in their place, and so on.
    for (const other of others)
      if (other.origin === 'escalation' && again.some(({ id, mark }) => id === other.from && mark === 'left')) again.push(other);
    vote.sittings = again;
    for (const each of again) if (each.mark !== 'left') Object.assign(each, { mark: 'none', by: null });
  }

  #enough(approved: number, votes: number): boolean {
    const { mode } = this.#begin;
    if (approved === 0) return false;
    if (mode.kind === 'any') return true;
    return mode.kind === 'share' ? approved * 100 >= mode.percent * votes : approved === votes;
  }

  #carried({ questions }: World): boolean {
    const votes = questions.filter(({ kind }) => kind === 'vote');
    return this.#enough(votes.filter((vote) => said(vote, 'approved')).length, votes.length);
  }

  /** Follows from everything what nobody says: that it is over, and that nobody is there to be asked. */
  #conclude(world: World): void {
    if (world.phase !== 'open') return;
    const everywhere = world.questions.flatMap(flat);
    const votes = world.questions.filter(({ kind }) => kind === 'vote');
    const wholes = world.questions.filter(({ kind }) => kind === 'whole');
    const agreed = (each: Question) => flat(each).every((other) => said(other, 'approved'));
    const against = votes.filter((vote) => said(vote, 'rejected')).length;
    // What if everybody else said yes?
    const hopeless = this.#begin.mode.kind === 'share' ? against > 0 && !this.#enough(votes.length - against, votes.length) : against > 0;
    if (everywhere.some((each) => each.kind !== 'vote' && said(each, 'rejected'))) world.phase = 'rejected';
    else if (wholes.some(agreed)) world.phase = 'approved';
    else if (this.#carried(world) && votes.flatMap(extrasOf).every((extra) => said(extra, 'approved'))) world.phase = 'approved';
    else if (!this.#carried(world) && hopeless) world.phase = 'rejected';
    else if (
      everywhere.length === 0 ||
      everywhere.some(
        (each) =>
          this.#matters(world, each) && said(each, 'left') && each.sittings.every(({ mark }) => mark === 'left' || mark === 'handed'),
      )
    )
      world.escalated = true;
  }

  /** Can a question still change what comes of the round? */
  #matters(world: World, each: Question): boolean {
    if (!isUndecided(each)) return false;
    const top = world.questions.find((other) => flat(other).includes(each)) as Question;
    if (top.kind === 'whole') return true;
    if (world.questions.some((other) => other.kind === 'whole' && said(other, 'approved'))) return false;
    return each.kind === 'extra' || !this.#carried(world);
  }

  #state(world: World, id: string): Seat['state'] {
    const everywhere = world.questions.flatMap(flat);
    const here = everywhere.find(({ sittings }) => sittings.some((each) => each.id === id)) as Question;
    const { mark } = here.sittings.find((each) => each.id === id) as Sitting;
    if (mark === 'approved' || mark === 'rejected') return mark;
    if (mark === 'handed') return 'passed';
    if (mark === 'left') return 'gone';
    if (!['open', 'returned'].includes(world.phase) || !this.#matters(world, here)) return 'passed';
    if (world.phase === 'returned') return 'later';
    const top = world.questions.find((other) => flat(other).includes(here)) as Question;
    if (this.#begin.mode.kind === 'turn' && top.kind === 'vote') {
      const row = world.questions.filter(({ kind }) => kind === 'vote').flatMap(flat);
      return row.find((each) => !said(each, 'approved')) === here ? 'open' : 'later';
    }
    return this.#forerunners(here, id).some((each) => !said(each, 'approved')) ? 'later' : 'open';
  }

  /** Who was asked to speak before a sitting, by its person or by one whose place they took. */
  #forerunners(here: Question, id: string): Question[] {
    const asked = here.before.filter(({ sittings }) => sittings[0]?.from === id);
    const own = here.sittings.find((each) => each.id === id) as Sitting;
    const earlier = here.sittings.find((each) => each.id === own.from);
    return earlier ? [...asked, ...this.#forerunners(here, earlier.id)] : asked;
  }

  #decidesAll(world: World, person: string): boolean {
    const wholes = world.questions.filter(({ kind }) => kind === 'whole').flatMap(({ sittings }) => sittings);
    return wholes.some((each) => each.person === person && ['open', 'later'].includes(this.#state(world, each.id)));
  }

  #refusal(world: World, event: ApprovalEvent): string | undefined {
    const { phase } = world;
    const { starter, own } = this.#begin;
    const sittings = world.questions.flatMap(flat).flatMap((each) => each.sittings);
    const isStill = (sitting: Sitting, ...states: string[]) => states.includes(this.#state(world, sitting.id));
    if (phase !== 'open' && phase !== 'returned') return 'closed';
    if (event.kind === 'withdraw') return event.by === starter ? undefined : 'not_yours';
    if (event.kind === 'resubmit') return event.by !== starter ? 'not_yours' : phase === 'open' ? 'not_now' : undefined;
    if (event.kind === 'gone')
      return sittings.some((each) => each.person === event.person && isStill(each, 'open', 'later')) ? undefined : 'nobody';
    if (phase === 'returned') return 'not_now';
    if (event.kind === 'changed') return undefined;
    if (event.kind === 'lapse') return world.escalated && event.decision === 'approve' ? 'not_now' : undefined;
    if (event.kind === 'escalate') {
      const named = this.#allowed(event.people);
      if (named.length === 0) return world.escalated ? 'already' : undefined;
      return named.every((person) => this.#decidesAll(world, person)) ? 'already' : undefined;
    }
    if (own === 'never' && event.by === starter) return 'self';
    if (event.kind === 'admin') return !world.escalated ? 'not_now' : /\S/.test(event.note) ? undefined : 'no_note';
    const mine = sittings.filter(({ person }) => event.acts.includes(person));
    if (event.kind === 'transfer' || event.kind === 'add') {
      const sitting = mine.find(({ id }) => id === event.seat);
      if (!sitting) return 'not_yours';
      if (!isStill(sitting, 'open')) return isStill(sitting, 'later') ? 'not_now' : 'already';
      const named = event.kind === 'add' ? [...new Set(event.people)] : [event.to];
      if (named.length === 0) return 'nobody';
      if (own === 'never' && named.includes(starter)) return 'self';
      if (sittings.some((each) => named.includes(each.person) && isStill(each, 'open'))) return 'same_person';
      if (event.kind === 'transfer') return undefined;
      const extras = sittings.filter(({ origin }) => origin === 'before' || origin === 'after');
      const here = extras.filter(({ from }) => from === event.seat);
      return here.length + named.length > 10 || extras.length + named.length > 50 ? 'too_many' : undefined;
    }
    if (mine.some((each) => isStill(each, 'open'))) return undefined;
    if (mine.some((each) => isStill(each, 'later'))) return 'not_now';
    return mine.some(({ mark }) => mark === 'approved' || mark === 'rejected') ? 'already' : 'not_yours';
  }
}

/** When a seat came to be, counted in ids. */
function bornAt(begin: ApprovalBegin, past: readonly ApprovalEvent[], id: string): number {
  const ids = past.flatMap((event) => ('seatIds' in event ? event.seatIds : 'seatId' in event ? [event.seatId] : []));
  return [...begin.seatIds, ...ids].indexOf(id);
}

/** What a caller is to do between two views, in the order of the alphabet. */
function effectsBetween(before: ModelView, after: ModelView): string[] {
  const effects: ApprovalEffect[] = [];
  const stateIn = ({ seats }: ModelView, id: string) => seats.find((seat) => seat.id === id)?.state;
  for (const { id } of after.seats)
    if (stateIn(after, id) === 'open' && stateIn(before, id) !== 'open') effects.push({ kind: 'ask', seat: id });
  for (const { id } of before.seats)
    if (stateIn(before, id) === 'open' && ['later', 'passed', 'gone', undefined].includes(stateIn(after, id)))
      effects.push({ kind: 'unask', seat: id });
  if (!before.escalated && after.escalated) effects.push({ kind: 'escalate' });
  if (before.phase !== after.phase) {
    const { phase } = after;
    if (phase === 'returned' || phase === 'approved' || phase === 'rejected' || phase === 'voided')
      effects.push({ kind: 'tellStarter', what: phase });
    if (phase === 'approved' || phase === 'rejected' || phase === 'voided' || phase === 'withdrawn')
      effects.push({ kind: 'ended', outcome: phase });
  }
  return effects.map((effect) => JSON.stringify(effect)).sort();
}
