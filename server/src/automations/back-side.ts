import type { Automation, Backtest, Language } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { dayIn, type Firing, type Window } from '@pipewright/process';
import { levelNamed } from './whom.ts';

type Side = Backtest['draft'];
type Hit = Omit<Side['hits'][number], 'title' | 'people'> & { readonly people: readonly string[] };

/** How many of those who would have been told most are named, and how many of the latest hits. */
const MOST_PEOPLE = 100;
const LATEST = 200;

/** Counts what an automation would have done, firing by firing; nothing is kept of them but the latest. */
export class BackSide {
  readonly #automation: Automation;
  readonly #language: Language;
  readonly #weekOf: (at: string) => string;
  readonly #weeks: Map<string, number>;
  readonly #levels = new Map<string | null, number>();
  readonly #people = new Map<string, Map<string, number>>();
  #hits: Hit[] = [];
  #total = 0;
  #records = 0;
  #last = '';

  constructor(automation: Automation, zone: string, { from, to }: Window, language: Language) {
    this.#automation = automation;
    this.#language = language;
    this.#weekOf = weeksIn(zone);
    this.#weeks = new Map();
    for (let week = this.#weekOf(from); week <= this.#weekOf(to); week = addDays(week, 7) ?? '\uffff') this.#weeks.set(week, 0);
  }

  /** Counts a firing and whom it would have told; those of a record come one after the other. */
  count({ record, level, at }: Firing, people: readonly string[]): void {
    const week = this.#weekOf(at);
    this.#total += 1;
    if (record !== this.#last) this.#records += 1;
    this.#last = record;
    this.#levels.set(level, (this.#levels.get(level) ?? 0) + 1);
    this.#weeks.set(week, (this.#weeks.get(week) ?? 0) + 1);
    for (const person of people) {
      const weeks = this.#people.get(person) ?? new Map<string, number>();
      this.#people.set(person, weeks.set(week, (weeks.get(week) ?? 0) + 1));
    }
    this.#hits.push({ record, level, at, people });
    if (this.#hits.length > 10 * LATEST) this.#hits = this.#latest();
  }

  /** Who and what has to be named. */
  named(): { readonly people: readonly string[]; readonly records: readonly string[] } {
    const hits = this.#latest();
    return {
      people: [...this.#busiest().map(({ person }) => person), ...hits.flatMap(({ people }) => people)],
      records: hits.map(({ record }) => record),
    };
  }

  /** The whole count, with people and records by their names. */
  told(people: Readonly<Record<string, string>>, titles: Readonly<Record<string, string>>): Side {
    const { on } = this.#automation;
    const levels = on.kind === 'since' ? on.levels.map(({ key }) => key) : [null];
    const named = (id: string) => ({ id, name: people[id] ?? '' });
    const level = (key: string | null) => levelNamed(this.#automation, key, this.#language);
    return {
      ...{ total: this.#total, records: this.#records },
      levels: levels.map((key) => ({ level: level(key), count: this.#levels.get(key) ?? 0 })),
      weeks: [...this.#weeks].map(([week, count]) => ({ week, count })),
      people: this.#busiest().map(({ person, ...counts }) => ({ person: named(person), ...counts })),
      hits: this.#latest().map((hit) => ({
        ...hit,
        level: level(hit.level),
        title: titles[hit.record] ?? null,
        people: hit.people.map(named),
      })),
    };
  }

  #latest(): Hit[] {
    return this.#hits.toSorted((a, b) => (a.at === b.at ? (a.record < b.record ? -1 : 1) : a.at < b.at ? 1 : -1)).slice(0, LATEST);
  }

  #busiest(): { person: string; total: number; mostInWeek: number }[] {
    return [...this.#people]
      .map(([person, weeks]) => ({
        person,
        total: [...weeks.values()].reduce((a, b) => a + b, 0),
        mostInWeek: Math.max(...weeks.values()),
      }))
      .sort((a, b) => b.total - a.total || (a.person < b.person ? -1 : 1))
      .slice(0, MOST_PEOPLE);
  }
}

/** Tells the Monday of the week of an instant in a zone; asked for the same minute again it looks nothing up. */
function weeksIn(zone: string): (at: string) => string {
  const known = new Map<string, string>();
  return (at) => {
    const minute = at.slice(0, 16);
    const found = known.get(minute);
    if (found !== undefined) return found;
    const day = dayIn(zone, at);
    const week = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)) ?? day;
    known.set(minute, week);
    return week;
  };
}
