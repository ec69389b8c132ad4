import {
  type App,
  type Automation,
  anyField,
  type Entity,
  fieldTypes,
  filledEntity,
  inForm,
  type Message,
  type Node,
  placesIn,
  placesInAddress,
  type Trigger,
  vocabularyOf,
} from '@pipewright/definition';
import {
  accepted,
  checkExpression,
  compileExpression,
  type Facts,
  isLogic,
  namesInTerm,
  type Predicate,
  type Rule,
  type Value,
} from '@pipewright/logic';
import { type AutomationRules, compileRule, compileRules } from './rules.ts';

/** Works out a value of a record that is written. */
export type Worked = (facts: Facts) => Value;

/** An automation with its rules compiled. */
export interface ReadyAutomation extends AutomationRules {
  readonly automation: Automation;
  readonly nodes: ReadonlyMap<string, ReadyNode>;
  /** Names of facts that its condition, values and texts read. */
  readonly names: readonly string[];
}

/** A step with what it writes ready to be worked out. */
export interface ReadyNode {
  readonly node: Node;
  readonly values: ReadonlyMap<string, Worked>;
  /** Which of them are numbers, of those that are sent. */
  readonly figures: ReadonlySet<string>;
  /** Whether its rules hold, in their order: those of the teams of `assign`, of the cases of `branch`, and what `wait` waits for. */
  readonly whens: readonly Predicate[];
  /** Names of facts that those rules read. */
  readonly reads: readonly string[];
}

/** Compiles the automations of an entity. The app must have passed `validate`. */
export function readyAutomations(app: App, entity: Entity): ReadyAutomation[] {
  return (app.automations ?? []).filter(({ entity: key }) => key === entity.key).map((each) => readyAutomation(app, entity, each));
}

function readyAutomation(app: App, entity: Entity, automation: Automation): ReadyAutomation {
  const scope = vocabularyOf(app, entity);
  const names = new Set<string>();
  const value = (target: Entity, key: string, rule: Rule): Worked => {
    const field = anyField(target, key);
    if (!field) throw new Error(`${automation.key} sets ${key}, which is no field of ${target.key}`);
    if (!isLogic(rule)) return () => inForm(field, rule);
    const term = accepted(checkExpression(rule, scope, key, fieldTypes[field.type].value), `A value of ${automation.key}`);
    for (const name of namesInTerm(term)) names.add(name);
    const run = compileExpression(term);
    return (facts) => inForm(field, run(facts));
  };
  const sent = (key: string, rule: Rule): { readonly work: Worked; readonly isFigure: boolean } => {
    if (!isLogic(rule)) return { work: () => rule as Value, isFigure: false };
    const term = accepted(checkExpression(rule, scope, key), `What ${automation.key} sends`);
    for (const name of namesInTerm(term)) names.add(name);
    return { work: compileExpression(term), isFigure: term.type === 'number' };
  };
  const nodes = automation.nodes.map((node): [string, ReadyNode] => {
    for (const text of textsOf(node)) for (const place of placesIn(text)) names.add(place);
    if (node.kind === 'notify' || node.kind === 'cc' || node.kind === 'mail' || node.kind === 'approve')
      for (const each of node.to) if (each.kind === 'field') names.add(each.field);
    if (node.kind === 'assign') for (const { among } of node.teams) if (among !== undefined) names.add(among);
    if ((node.kind === 'set' || node.kind === 'call') && node.of !== undefined) names.add(node.of);
    if (node.kind === 'wait' && node.for.kind === 'date') names.add(node.for.field);
    if (node.kind === 'http') for (const place of placesInAddress(node.url)) names.add(place);
    const target = filledEntity(app, entity, node);
    const reads = new Set<string>();
    const whens = rulesOf(node).map((rule) => compileRule(automation, scope, rule, reads));
    for (const name of reads) names.add(name);
    const given = node.kind === 'set' || node.kind === 'create' ? Object.entries(node.values) : [];
    if (node.kind === 'http') {
      const body = Object.entries(node.body ?? {}).map(([key, rule]) => ({ key, ...sent(key, rule) }));
      const figures = new Set(body.flatMap(({ key, isFigure }) => (isFigure ? [key] : [])));
      return [node.key, { node, values: new Map(body.map(({ key, work }) => [key, work])), figures, whens, reads: [...reads] }];
    }
    const values = new Map(target ? given.map(([key, rule]) => [key, value(target, key, rule)]) : []);
    return [node.key, { node, values, figures: new Set<string>(), whens, reads: [...reads] }];
  });
  const rules = compileRules(automation, scope, names);
  for (const each of namesOfTrigger(automation.on)) names.add(each);
  return { automation, ...rules, nodes: new Map(nodes), names: [...names] };
}

/** The rules of a step; null is one that always holds. */
function rulesOf(node: Node): (Rule | null)[] {
  if (node.kind === 'assign') return node.teams.map(({ when }) => when);
  if (node.kind === 'branch') return node.cases.map(({ when }) => when);
  return node.kind === 'wait' && node.for.kind === 'rule' ? [node.for.when] : [];
}

function namesOfTrigger(on: Trigger): readonly string[] {
  return on.kind === 'changed' ? on.fields : on.kind === 'date' ? [on.field] : [];
}

/** The texts of a step, which may speak of the record. */
export function textsOf(node: Node): Message[] {
  return [...('text' in node ? [node.text] : []), ...('subject' in node ? [node.subject] : [])];
}
