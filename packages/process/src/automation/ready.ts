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
  /** Of `assign`: whether the rule of each team holds, in their order. */
  readonly teams: readonly Predicate[];
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
  const nodes = automation.nodes.map((node): [string, ReadyNode] => {
    for (const text of textsOf(node)) for (const place of placesIn(text)) names.add(place);
    if (node.kind === 'notify' || node.kind === 'mail') for (const each of node.to) if (each.kind === 'field') names.add(each.field);
    if (node.kind === 'assign') for (const { among } of node.teams) if (among !== undefined) names.add(among);
    if (node.kind === 'set' && node.of !== undefined) names.add(node.of);
    const target = filledEntity(app, entity, node);
    const given = node.kind === 'set' || node.kind === 'create' ? Object.entries(node.values) : [];
    const values = new Map(target ? given.map(([key, rule]) => [key, value(target, key, rule)]) : []);
    return [
      node.key,
      { node, values, teams: node.kind === 'assign' ? node.teams.map(({ when }) => compileRule(automation, scope, when, names)) : [] },
    ];
  });
  const rules = compileRules(automation, scope, names);
  for (const each of namesOfTrigger(automation.on)) names.add(each);
  return { automation, ...rules, nodes: new Map(nodes), names: [...names] };
}

function namesOfTrigger(on: Trigger): readonly string[] {
  return on.kind === 'changed' ? on.fields : on.kind === 'date' ? [on.field] : [];
}

/** The texts of a step, which may speak of the record. */
export function textsOf(node: Node): Message[] {
  return [...('text' in node ? [node.text] : []), ...('subject' in node ? [node.subject] : [])];
}
