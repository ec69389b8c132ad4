import { type App, type Automation, type Entity, surroundings, vocabularyOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { factsFor, farFacts } from '../facts.ts';
import { dayAt } from './back-days.ts';
import { type AutomationRules, compileRule, compileRules } from './rules.ts';
import { type Stood, type StoryEntry, stoodAt } from './story.ts';

/** The story of one record, with the stories of what it refers to and when it was followed up. */
export interface Timeline {
  readonly record: string;
  readonly entries: readonly StoryEntry[];
  /** How the record that a reference field names stood. */
  readonly far: (field: string, id: string) => readonly Stood[];
  /** From when on which activity was the last that followed it up, in order; null for none. */
  readonly followed: readonly { readonly at: string; readonly last: string | null }[];
}

/** One time that an automation would have begun, with the facts of the record then. */
export interface Firing {
  readonly record: string;
  readonly level: string | null;
  /** In ISO 8601. */
  readonly at: string;
  readonly facts: Facts;
}

/** The past that is asked about, and how often the clock was asked then. */
export interface Window {
  readonly from: string;
  readonly to: string;
  /** Milliseconds from tick to tick; they fall on multiples of it. */
  readonly step: number;
}

/** An automation whose rules are ready to be asked of the past. */
export interface BackAutomation extends AutomationRules {
  readonly app: App;
  readonly automation: Automation;
  /** Names of facts that its rules and branches read. */
  readonly names: readonly string[];
}

/** Compiles what a backtest of an automation asks. The app must have passed `validate` with it. */
export function backAutomation(app: App, entity: Entity, automation: Automation): BackAutomation {
  const names = new Set<string>();
  const scope = vocabularyOf(app, entity);
  const rules = compileRules(automation, scope, names);
  // Whom it would have told depends on which way it would have taken.
  for (const node of automation.nodes)
    if (node.kind === 'branch') for (const { when } of node.cases) compileRule(automation, scope, when, names);
  return { app, automation, ...rules, names: [...names] };
}

/** The names of what a rule reads one reference away. */
export const farNamesOf = ({ names }: Pick<BackAutomation, 'names'>) =>
  names.filter((name) => name.includes('.') && !name.startsWith('user.'));

/** The facts of a record as it stood at an instant. What the clock asks sees no record that is deleted; what a change is judged by sees all. */
export function factsAt(
  back: BackAutomation,
  timeline: Timeline,
  values: Facts,
  at: number,
  how: 'clock' | { readonly user: string | null },
): Facts {
  const far = farFacts(farNamesOf(back), values, (field, id) => {
    const stood = stoodAt(timeline.far(field, id), at);
    return stood && !(how === 'clock' && stood.deleted) ? emptied(back, field, stood.values) : emptied(back, field, {});
  });
  const now = new Date(at).toISOString();
  const user = how === 'clock' ? '' : (how.user ?? '');
  return factsFor(values, far, surroundings({ user, department: null, departments: [], now, today: dayAt(back.app.timeZone, at) }));
}

/** Values in which what was never set is empty. */
function emptied(back: BackAutomation, field: string, values: Facts): Facts {
  const wanted = farNamesOf(back).flatMap((name) => (name.startsWith(`${field}.`) ? [name.slice(field.length + 1)] : []));
  return Object.fromEntries(wanted.map((key) => [key, values[key] ?? null]));
}
