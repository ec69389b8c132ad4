import { check, type Domains, type Effort, type Issue, issue, type Rule, satisfiable, type Test, type Vocabulary } from '@pipewright/logic';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { isChoice } from '../model/field-type.ts';
import type { Gate, Pipeline, Process, Stage } from '../model/pipeline.ts';
import { STATUSES } from '../model/status.ts';
import { targetOf, vocabularyOf } from '../model/vocabulary.ts';

/** What the rules of a process are read with. */
interface Ground {
  readonly scope: Vocabulary;
  readonly domains: Domains;
  readonly effort: Effort;
}

// What an entity's rules may cost altogether: a fraction of a second. Definitions that people write need a hundredth of it.
const MOST = 60_000;

/** The pipelines and stages of a process that no record can ever reach, where that can be decided: each with what stands in the way. */
export function checkReach(app: App, entity: Entity, process: Process, scope: Vocabulary, path: string): Issue[] {
  const ground = { scope, domains: domainsOf(app, entity), effort: { left: MOST } };
  return [
    ...pipelineIssues(ground, process, `${path}.pipelines`),
    ...process.pipelines.flatMap((pipeline, i) => stageIssues(ground, pipeline, `${path}.pipelines.${i}.stages`)),
  ];
}

/** True where a rule may hold for some record of an entity, as far as that can be decided. */
export function mayHold(app: App, entity: Entity, rule: Rule): boolean {
  const ground = { scope: vocabularyOf(app, entity), domains: domainsOf(app, entity), effort: { left: MOST } };
  const test = read(ground, rule);
  return test !== undefined && !never(ground, [test]);
}

/** The values that choices can have, here and one reference away. A retired option counts: records keep it. */
function domainsOf(app: App, entity: Entity): Domains {
  const choices = (fields: readonly Field[], prefix: string) =>
    fields.flatMap((field): [string, string[]][] =>
      isChoice(field) ? [[prefix + field.key, (field.options ?? []).map((option) => option.key)]] : [],
    );
  const status = (of: Entity, prefix: string): [string, readonly string[]][] => (of.process ? [[`${prefix}status`, STATUSES]] : []);
  const far = entity.fields.flatMap((field) => {
    const target = targetOf(app, field);
    return target ? [...choices(target.fields, `${field.key}.`), ...status(target, `${field.key}.`)] : [];
  });
  return Object.fromEntries([...choices(entity.fields, ''), ...status(entity, ''), ...far]);
}

/** The typed test of a rule; undefined where it is refused, which is said elsewhere. */
function read({ scope }: Ground, rule: Rule | null): Test | undefined {
  const checked = check(rule ?? true, scope);
  return 'value' in checked ? checked.value : undefined;
}

const not = (test: Test): Test => ({ kind: 'not', test });
const never = ({ domains, effort }: Ground, tests: readonly Test[]) => satisfiable({ kind: 'and', tests }, domains, effort) === 'no';

function pipelineIssues(ground: Ground, { pipelines }: Process, path: string): Issue[] {
  const issues: Issue[] = [];
  const before: { readonly pipeline: Pipeline; readonly test: Test }[] = [];
  const others = (some: readonly (typeof before)[number][]) => some.map((one) => not(one.test));
  for (const [i, pipeline] of pipelines.entries()) {
    const test = read(ground, pipeline.when);
    const at = `${path}.${i}.when`;
    const behind = (takers: readonly Pipeline[]) =>
      issues.push(issue(at, 'pipeline.unreachable_behind', { pipeline: pipeline.name, takers: names(takers.map(({ name }) => name)) }));
    if (!test) continue;
    const takers = before.filter((one) => never(ground, [test, not(one.test)])).slice(0, 1);
    if (never(ground, [test])) issues.push(issue(at, 'pipeline.unreachable', { pipeline: pipeline.name }));
    else if (takers.length > 0) behind(takers.map((one) => one.pipeline));
    else if (never(ground, [test, ...others(before)]))
      behind(fewest(before, (some) => never(ground, [test, ...others(some)])).map((one) => one.pipeline));
    else before.push({ pipeline, test });
  }
  return issues;
}

/** As few of some things as are still enough. */
function fewest<T>(all: readonly T[], enough: (some: readonly T[]) => boolean): readonly T[] {
  return all.reduce((needed, one) => {
    const rest = needed.filter((each) => each !== one);
    return enough(rest) ? rest : needed;
  }, all);
}

function stageIssues(ground: Ground, { stages }: Pipeline, path: string): Issue[] {
  for (const [i, stage] of stages.entries()) {
    const before = stages[i - 1];
    const exit = before ? closed(ground, before.gates, before.required) : undefined;
    if (before && exit) return [issue(`${path}.${i}`, 'stage.unreachable', { stage: stage.name, at: before.name, gates: exit })];
    const entry = closed(ground, stage.entryGates ?? [], stage.entryRequired ?? []);
    if (entry) return [issue(`${path}.${i}`, 'stage.unreachable_entry', { stage: stage.name, gates: entry })];
    const both =
      before && closed(ground, [...before.gates, ...(stage.entryGates ?? [])], [...before.required, ...(stage.entryRequired ?? [])]);
    if (before && both) return [issue(`${path}.${i}`, 'stage.unreachable', { stage: stage.name, at: before.name, gates: both })];
  }
  return [];
}

/** The criteria that can never hold, alone or together with each other and the required fields; undefined where they can. */
function closed(ground: Ground, gates: readonly Gate[], required: Stage['required']): Label | undefined {
  const tests = gates.flatMap((gate) => {
    const test = read(ground, gate.rule);
    return test ? [{ gate, test }] : [];
  });
  const filled = required.flatMap((key): Test[] => {
    const test = Object.hasOwn(ground.scope, key) ? read(ground, { '!=': [{ var: key }, null] }) : undefined;
    return test ? [test] : [];
  });
  const alone = tests.find(({ test }) => never(ground, [test]));
  if (alone) return names([alone.gate.message]);
  const shut = (some: readonly (typeof tests)[number][]) => never(ground, [...some.map(({ test }) => test), ...filled]);
  if (!shut(tests)) return undefined;
  return names(fewest(tests, shut).map(({ gate }) => gate.message));
}

/** Several names in one text. */
function names(labels: readonly Label[]): Label {
  return {
    en: labels.map((label) => `“${label.en}”`).join(', '),
    'zh-CN': labels.map((label) => `“${label['zh-CN']}”`).join('、'),
  };
}
