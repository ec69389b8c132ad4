import { DEAL, RULES } from './app.ts';
import { type Said, said } from './said.ts';

/** What the cases may name: people, departments, records and days of the test's own world. */
export interface Ground {
  readonly other: string;
  /** The department of whoever writes, and one that is none of that person's. */
  readonly home: string;
  readonly elsewhere: string;
  readonly firms: Readonly<Record<'top' | 'tender' | 'closed' | 'small' | 'hidden', string>>;
  /** The day that many days from today, where the app is. */
  readonly day: (days: number) => string;
  /** The instant that many hours from now. */
  readonly hour: (hours: number) => string;
}

type Values = Readonly<Record<string, unknown>>;

/** A write of a deal and what is told of it. */
export interface RuleCase {
  readonly what: string;
  /** The record before the change; without one a new one is made. Given after `GOOD`. */
  readonly before?: (ground: Ground) => Values;
  readonly values: (ground: Ground) => Values;
  readonly told?: readonly Said[];
  /** What only the server can know. */
  readonly server?: readonly Said[];
}

/** Values that every rule is content with. */
export const GOOD: Values = { name: 'Deal', amount: '10' };

const rows = (what: string, told: readonly Said[], ...each: ((ground: Ground) => Values)[]): RuleCase[] =>
  each.flatMap((values, i) => [
    { what: `${what} ${i} (new)`, values: (ground) => ({ ...GOOD, ...values(ground) }), told },
    { what: `${what} ${i} (change)`, before: () => ({}), values, told },
  ]);
const breaks = (rule: keyof typeof RULES) => [said.broken(RULES[rule])];
const D = DEAL;

/** Constraints over own, far, personal and timely facts; conditional fields; new records and changes. */
export const RULE_CASES: readonly RuleCase[] = [
  { what: 'the least', values: () => GOOD },
  { what: 'nothing at all', values: () => ({}), told: [said.required(D.name), said.required(D.amount)] },
  { what: 'blanks are nothing', values: () => ({ name: ' \u3000', amount: ' ' }), told: [said.required(D.name), said.required(D.amount)] },
  {
    what: 'emptied on a change',
    before: () => ({}),
    values: () => ({ name: ' ', amount: null }),
    told: [said.required(D.name), said.required(D.amount)],
  },
  { what: 'ill formed and missing', values: () => ({ amount: 'x' }), told: [said.format(D.amount), said.required(D.name)] },
  { what: 'rules rest while values are ill formed', values: () => ({ name: '-x', amount: '-1', due: 'x' }), told: [said.format(D.due)] },
  { what: 'several at once', values: () => ({ name: '-x', amount: '-1' }), told: [...breaks('positive'), ...breaks('name')] },
  ...rows(
    'own: negative',
    breaks('positive'),
    () => ({ amount: '-0.01' }),
    () => ({ amount: -1 }),
    () => ({ amount: ' -5 ' }),
  ),
  ...rows(
    'own: not negative',
    [],
    () => ({ amount: '0' }),
    () => ({ amount: '-0' }),
    () => ({ amount: '0.00' }),
  ),
  ...rows(
    'own: order of days',
    breaks('order'),
    (g) => ({ start: g.day(13), due: g.day(12) }),
    (g) => ({ start: g.day(30), due: g.day(20) }),
  ),
  ...rows(
    'own: same day, one empty',
    [],
    (g) => ({ start: g.day(9), due: g.day(9) }),
    (g) => ({ start: g.day(9) }),
    (g) => ({ due: g.day(9) }),
  ),
  ...rows(
    'own: name',
    breaks('name'),
    () => ({ name: '-x' }),
    () => ({ name: '  -' }),
  ),
  ...rows(
    'own: name is fine',
    [],
    () => ({ name: '−x' }),
    () => ({ name: 'x-' }),
  ),
  ...rows(
    'own: tag of an urgent one',
    breaks('tag'),
    () => ({ urgent: true, why: 'so', tags: ['b'] }),
    () => ({ urgent: true, why: 'so' }),
  ),
  ...rows(
    'own: tagged',
    [],
    () => ({ urgent: true, why: 'so', tags: ['b', 'a'] }),
    () => ({ urgent: false, tags: ['b'] }),
  ),
  {
    what: 'a change judges what it touches',
    before: (g) => ({ start: g.day(5) }),
    values: (g) => ({ due: g.day(4) }),
    told: [said.required(D.soon), ...breaks('order')],
  },
  { what: 'a change back to the same value', before: (g) => ({ start: g.day(5) }), values: (g) => ({ start: ` ${g.day(5)} ` }) },
  ...rows('far: closed firm', breaks('grade'), (g) => ({ firm: g.firms.closed })),
  ...rows(
    'far: good firms',
    [],
    (g) => ({ firm: g.firms.tender }),
    (g) => ({ firm: g.firms.small }),
  ),
  ...rows(
    'far: beyond the credit',
    breaks('credit'),
    (g) => ({ firm: g.firms.small, amount: '100.01' }),
    (g) => ({ firm: g.firms.small, amount: '5000' }),
  ),
  ...rows(
    'far: within the credit',
    [],
    (g) => ({ firm: g.firms.small, amount: '100.00' }),
    (g) => ({ firm: g.firms.tender, amount: '5000' }),
  ),
  {
    what: 'far: amount of a stored firm',
    before: (g) => ({ firm: g.firms.small }),
    values: () => ({ amount: '200' }),
    told: breaks('credit'),
  },
  {
    what: 'far: to another firm',
    before: (g) => ({ firm: g.firms.small, amount: '50' }),
    values: (g) => ({ firm: g.firms.closed }),
    told: breaks('grade'),
  },
  { what: 'far: firm taken away', before: (g) => ({ firm: g.firms.small, amount: '50' }), values: () => ({ firm: null, amount: '5000' }) },
  { what: 'far: a firm out of sight', values: (g) => ({ ...GOOD, firm: g.firms.hidden }), server: [said.reference(D.firm)] },
  ...rows(
    'far: note for a good firm',
    [said.required(D.credit_note)],
    (g) => ({ firm: g.firms.top, credit_note: null }),
    (g) => ({ firm: g.firms.top, credit_note: '  ' }),
  ).filter(({ before }) => !before),
  { what: 'far: noted', values: (g) => ({ ...GOOD, firm: g.firms.top, credit_note: 'x' }) },
  {
    what: 'far: note taken away',
    before: (g) => ({ firm: g.firms.top, credit_note: 'x' }),
    values: () => ({ credit_note: '' }),
    told: [said.required(D.credit_note)],
  },
  {
    what: 'far: note not asked of another firm',
    before: (g) => ({ firm: g.firms.top, credit_note: 'x' }),
    values: (g) => ({ firm: g.firms.small, credit_note: null }),
  },
  { what: 'user: a million of one’s own', values: () => ({ ...GOOD, amount: '1000000' }) },
  { what: 'user: a million of another', values: (g) => ({ ...GOOD, amount: '1000000', owner: g.other }), told: breaks('own') },
  { what: 'user: less than a million of another', values: (g) => ({ ...GOOD, amount: '999999.99', owner: g.other }) },
  { what: 'user: given away on a change', before: () => ({ amount: '2000000' }), values: (g) => ({ owner: g.other }), told: breaks('own') },
  { what: 'user: own department', values: (g) => ({ ...GOOD, place: g.home }) },
  ...rows('user: foreign department', breaks('team'), (g) => ({ place: g.elsewhere })),
  ...rows(
    'today: past',
    breaks('past'),
    (g) => ({ due: g.day(-1) }),
    () => ({ due: '0001-01-01' }),
  ),
  ...rows(
    'today: too far',
    breaks('far'),
    (g) => ({ due: g.day(366) }),
    () => ({ due: '9999-12-31' }),
  ),
  ...rows(
    'today: just right',
    [],
    (g) => ({ due: g.day(0), soon: 'x' }),
    (g) => ({ due: g.day(365) }),
  ),
  ...rows(
    'now: over',
    breaks('meeting'),
    (g) => ({ meeting: g.hour(-1) }),
    () => ({ meeting: '1970-01-01T08:00:00+08:00' }),
  ),
  ...rows('now: to come', [], (g) => ({ meeting: g.hour(1) })),
  { what: 'today: note when it is soon', values: (g) => ({ ...GOOD, due: g.day(7) }), told: [said.required(D.soon)] },
  { what: 'today: no note when it is not', values: (g) => ({ ...GOOD, due: g.day(8) }) },
  { what: 'shown: required only where shown', values: () => ({ ...GOOD, kind: 'lost' }), told: [said.required(D.reason)] },
  { what: 'shown: not asked where hidden', values: () => ({ ...GOOD, kind: 'a' }) },
  { what: 'shown: given', values: () => ({ ...GOOD, kind: 'lost', reason: 'x' }) },
  { what: 'shown: blank is not given', values: () => ({ ...GOOD, kind: 'lost', reason: '\u3000' }), told: [said.required(D.reason)] },
  { what: 'shown: a change that shows asks', before: () => ({}), values: () => ({ kind: 'lost' }), told: [said.required(D.reason)] },
  {
    what: 'shown: a change that shows and empties asks',
    before: () => ({ reason: 'x' }),
    values: () => ({ kind: 'lost', reason: null }),
    told: [said.required(D.reason)],
  },
  { what: 'shown: by a flag', values: () => ({ ...GOOD, urgent: true, tags: ['a'] }), told: [said.required(D.why)] },
  { what: 'shown: ill formed though hidden', values: () => ({ ...GOOD, urgent: false, why: 'too long' }), told: [said.long(D.why, 4)] },
  { what: 'shown: by an ill-formed choice', values: () => ({ ...GOOD, kind: 'gone' }), told: [said.option(D.kind)] },
  { what: 'pipeline: second kind in a tender', values: (g) => ({ ...GOOD, firm: g.firms.tender, kind: 'b' }), told: breaks('tender') },
  { what: 'pipeline: second kind elsewhere', values: (g) => ({ ...GOOD, firm: g.firms.small, kind: 'b' }) },
  {
    what: 'pipeline: second kind on a change',
    before: (g) => ({ firm: g.firms.tender }),
    values: () => ({ kind: 'b' }),
    told: breaks('tender'),
  },
  ...rows('status: third kind while open', breaks('status'), () => ({ kind: 'c' })),
  { what: 'unknown names', values: () => ({ ...GOOD, ghost: 1 }), server: [said.unknown('ghost')] },
  { what: 'system names', values: () => ({ ...GOOD, stage: 'award' }), server: [said.unknown('stage')] },
];
