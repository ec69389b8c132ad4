import {
  checkExpression,
  compileExpression,
  type Facts,
  type Issue,
  type IssueCode,
  isLogic,
  issue,
  namesInTerm,
  type Result,
  type Rule,
  type Term,
  type Value,
} from '@pipewright/logic';
import type { Field } from '../model/field.ts';
import { fieldTypes, hasTrait, type Named } from '../model/field-type.ts';
import { SURROUNDINGS, type Surrounding } from '../model/vocabulary.ts';
import { normalise } from './normalise.ts';
import { shapeIssue } from './shape-issue.ts';

/** The default of a field, ready to be worked out. */
export interface ReadyDefault {
  /** The facts that it reads: who makes the record, and when. */
  readonly names: readonly string[];
  /** What a new record has in the field, in the one form of its type; null where that is nothing. Never a value that the field does not take. */
  readonly value: (facts: Facts) => Value;
}

/** What a field that names somebody may begin with: the maker, and the maker's department. */
export const MAKER: Readonly<Partial<Record<Named, Surrounding>>> = { person: 'user.id', department: 'user.department' };

// Any day and moment do: whether a value that depends on them fits a field does not hang on which they are, but for limits of numbers.
const SOME_DAY: Facts = { today: '2024-02-29', now: '2024-02-29T12:00:00.000Z' };

/**
 * Checks the default of a field and makes it ready; undefined where it has none. A constant is held to all that typed values are held to. An expression has a
 * value of the field's type and reads nothing but who makes the record and when; each constant it may come to is held to the same.
 * @param path where the default stands, the path of each issue
 */
export function readDefault(field: Field, path = 'default'): Result<ReadyDefault> | undefined {
  const rule = field.default;
  if (rule === undefined) return undefined;
  if (field.unique) return refused(field, path, 'field.default_unique');
  return readValue(field, rule, path);
}

/** Checks a value that records are given in a field, as a default is checked, and makes it ready. */
export function readValue(field: Field, rule: Rule, path = 'default'): Result<ReadyDefault> {
  return isLogic(rule) ? readExpression(field, rule, path) : readConstant(field, rule, path);
}

type Code = Extract<IssueCode, `field.default_${'unique' | 'facts' | 'maker' | 'fit' | 'option'}`>;
const refused = (field: Field, path: string, code: Code) => ({ issues: [issue(path, code, { field: field.name })] });

function readConstant(field: Field, rule: Rule, path: string): Result<ReadyDefault> {
  const value = inForm(field, rule);
  if (fieldTypes[field.type].names !== null) return refused(field, path, 'field.default_maker');
  const found = misfit(field, value, path);
  return found ? { issues: [found] } : { value: { names: [], value: () => value } };
}

function readExpression(field: Field, rule: Rule, path: string): Result<ReadyDefault> {
  const read = checkExpression(rule, SURROUNDINGS, path, fieldTypes[field.type].value);
  if ('issues' in read) return read.issues[0]?.code === 'rule.variable' ? refused(field, path, 'field.default_facts') : read;
  const found = outcomes(read.value).flatMap((term) => outcomeIssue(field, term, path) ?? []);
  if (found.length > 0) return { issues: found.slice(0, 1) };
  const run = compileExpression(read.value);
  return { value: { names: namesInTerm(read.value), value: (facts) => fitting(field, inForm(field, run(facts))) } };
}

/** What an expression may come to: each branch of its conditions by itself. */
export function outcomes(term: Term): Term[] {
  return term.kind === 'if' ? [...term.cases.map(({ value }) => value), term.otherwise].flatMap(outcomes) : [term];
}

/** What speaks against one of the values that a default may come to. Nothing at all is a good one, as long as there are others. */
function outcomeIssue(field: Field, term: Term, path: string): Issue | undefined {
  if (term.kind === 'value' && term.value === null) return undefined;
  const { names } = fieldTypes[field.type];
  const own = namesInTerm(term);
  if (names)
    return term.kind === 'var' && term.name === MAKER[names] ? undefined : issue(path, 'field.default_maker', { field: field.name });
  // Who somebody is, is known by an id, which no other field has a use for.
  if (own.some((name) => name.startsWith('user.'))) return issue(path, 'field.default_facts', { field: field.name });
  return misfit(field, inForm(field, compileExpression(term)(SOME_DAY)), path);
}

/** A value in the one form of its field; whole numbers come out of expressions as decimals. */
export function inForm(field: Field, value: unknown): Value {
  const whole = fieldTypes[field.type].value === 'number' && !hasTrait(field, 'exact');
  return normalise(field, whole && typeof value === 'string' ? Number(value) : value) as Value;
}

const fitting = (field: Field, value: Value) => (shapeIssue(field, value) ? null : value);

/** Why a field does not take a value as its default. */
function misfit(field: Field, value: Value, path: string): Issue | undefined {
  const found = value === null ? 'value.type' : shapeIssue(field, value)?.code;
  if (!found) return undefined;
  if (found !== 'value.option') return issue(path, 'field.default_fit', { field: field.name });
  const gone = field.options?.find(({ key, retired }) => retired && [value].flat().includes(key));
  return gone
    ? issue(path, 'field.default_retired', { field: field.name, option: gone.name })
    : issue(path, 'field.default_option', { field: field.name });
}
