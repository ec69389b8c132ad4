import { type Fault, faults, fieldsOf, type Language, normalise, shapeIssue, writableFields } from '@pipewright/definition';
import { type Facts, type Issue, sameValue, type Value } from '@pipewright/logic';
import { advance, type Mover } from './advance.ts';
import { type Begun, defaultsFor } from './default.ts';
import { factsFor, farFacts, isKnown } from './facts.ts';
import { keepRules, requiredIssues } from './keep.ts';
import type { PreparedEntity } from './prepare.ts';
import { type RuledInForm, ruledIn, settle } from './settle.ts';

/** A record as it stands in a form. */
export interface FormState {
  readonly values: Facts;
  /** The record as it is; null for a new one. */
  readonly before: Facts | null;
  readonly surroundings: Facts;
  /** Who asks, and when, as it was when a new record was begun, which its defaults were worked out by; as it is now where left out. */
  readonly began?: Facts | undefined;
  /** What is known of a record that a reference field names; undefined where that is nothing. */
  readonly factsOf: (field: string, id: string) => Facts | undefined;
}

interface Judged extends FormGround {
  readonly changed: ReadonlySet<string> | null;
  readonly misshapen: readonly Issue[];
  /** What speaks against what is said instead of rules. */
  readonly unfounded: readonly Issue[];
}

/** What a form stands on: the facts of its record, and for a new one the defaults of what nothing is said of. */
export interface FormGround {
  readonly facts: Facts;
  readonly defaults: Begun;
  /** The fields by rule. */
  readonly ruled: Readonly<Record<string, RuledInForm>>;
}

/** The facts of a form, and what a new record in it begins with. */
export function formGround(prepared: PreparedEntity, form: FormState): FormGround {
  const { facts, defaults, ruled } = judged(prepared, form);
  return { facts, defaults, ruled };
}

/** The facts of a form: what the server would see, as far as the form can know it. A fact that only the server knows is undefined. */
export function formFacts(prepared: PreparedEntity, form: FormState): Facts {
  return judged(prepared, form).facts;
}

/**
 * What a form can say of its values before they are sent: shape, required fields and constraints, in the server's words.
 * A rule that reads a fact the form does not know is left to the server.
 */
export function formFaults(prepared: PreparedEntity, form: FormState, language: Language): Fault[] {
  return faults(issuesOf(prepared, form), language);
}

function issuesOf(prepared: PreparedEntity, form: FormState): Issue[] {
  const { facts, changed, misshapen, unfounded, ruled } = judged(prepared, form);
  const rules = answerable(prepared, facts);
  // What a rule comes to of which not all is known here is not missing.
  const open = ({ path, code }: Issue) => !(code === 'required' && ruled[path] && ruled[path].value === undefined);
  if (misshapen.length === 0) return [...unfounded, ...keepRules(rules, facts, { changed }).filter(open)];
  const faulty = new Set(misshapen.map(({ path }) => path));
  const missing = requiredIssues(rules, facts, { changed }).filter(open);
  return [...misshapen, ...missing.filter(({ path }) => !faulty.has(path))];
}

function judged(prepared: PreparedEntity, { values, before, surroundings, began = surroundings, factsOf }: FormState): Judged {
  const { entity } = prepared;
  // Only what the form changes is sent, so what was stored before a rule of today is not judged again.
  const sent = writableFields(entity)
    .filter(({ key }) => Object.hasOwn(values, key))
    .map((field) => ({ field, value: normalise(field, values[field.key]) }))
    .filter(({ field, value }) => !sameValue(value, before?.[field.key]))
    .map((each) => ({ ...each, fault: shapeIssue(each.field, each.value) }));
  // Rules read well-formed values only.
  const given = Object.fromEntries(sent.map(({ field, value, fault }) => [field.key, fault ? null : (value as Value)]));
  const changed = new Set(Object.keys(given));
  const misshapen = sent.flatMap(({ fault }) => fault ?? []);
  const empty: Facts = Object.fromEntries([['id', null], ...fieldsOf(entity).map(({ key }) => [key, null])]);
  const factsWith = (own: Facts) => {
    const standing = owned({ ...(before ?? empty), ...own }, before, surroundings);
    const facts = factsFor(standing, farFacts(prepared.far, standing, factsOf), surroundings);
    return before ? facts : placed(prepared, facts);
  };
  const defaults = before ? {} : defaultsFor(prepared, { ...values, ...given }, began, factsWith);
  const begun = { ...defaults, ...given };
  const settled = settle(prepared.ruled, { before, given: begun }, factsWith);
  const facts = factsWith({ ...begun, ...settled.values });
  return { facts, defaults, ruled: ruledIn(prepared.ruled, facts), unfounded: settled.issues, changed: before ? changed : null, misshapen };
}

/** A new record belongs to its maker; a record's department is its owner's, and only the own one is known here. */
function owned(own: Facts, before: Facts | null, surroundings: Facts): Facts {
  const owner = own.owner ?? (before ? own.owner : surroundings['user.id']);
  if (before && sameValue(owner, before.owner)) return own;
  const mine = typeof owner === 'string' && owner === surroundings['user.id'];
  return { ...own, owner, department: mine ? surroundings['user.department'] : undefined };
}

// Only where a new record lands is asked, not whether it may.
const NOBODY: Mover = { may: () => true, sees: () => true, past: true };

/** Where a new record comes to stand. The rules that choose its pipeline may read anything, so all must be known to say more than its status. */
function placed(prepared: PreparedEntity, facts: Facts): Facts {
  if (prepared.pipelines.length === 0) return facts;
  const known = Object.keys(prepared.scope).every((name) => facts[name] !== undefined || isUnread(prepared, name));
  const unknown = { pipeline: undefined, stage: undefined, probability: undefined };
  return { ...facts, status: 'open', ...(known ? advance(prepared, null, facts, {}, NOBODY)?.values : unknown) };
}

/** Facts one reference away that no rule reads need not be known. */
function isUnread(prepared: PreparedEntity, name: string): boolean {
  return name.includes('.') && !name.startsWith('user.') && !prepared.far.includes(name);
}

/** The rules, where a field whose condition these facts do not decide is not asked for. */
function answerable(prepared: PreparedEntity, facts: Facts): PreparedEntity {
  const shown = [...prepared.shown].map(
    ([key, rule]) => [key, isKnown(rule.names, facts) ? rule : { ...rule, holds: () => false }] as const,
  );
  return { ...prepared, shown: new Map(shown) };
}
