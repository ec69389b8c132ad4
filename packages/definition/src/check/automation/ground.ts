import { check, type Issue, type IssueCode, type IssueParam, issuesOf, type Rule, type Vocabulary } from '@pipewright/logic';
import type { Label } from '../../ground/label.ts';
import { sentence } from '../../messages/sentence.ts';
import type { App, Entity } from '../../model/app.ts';
import type { Automation } from '../../model/automation/automation.ts';

/** What an automation is checked against. */
export interface Ground {
  readonly app: App;
  readonly automation: Automation;
  readonly entity: Entity;
  /** What its conditions and expressions may name. */
  readonly scope: Vocabulary;
}

/** A place in an automation: its path in the document, and what it is called. */
export interface Place {
  readonly path: string;
  readonly at: Label;
}

type Code = Extract<IssueCode, `automation.${string}`>;

/** A fault of an automation; its sentence names the automation and the place. */
export function fault(
  { automation }: Pick<Ground, 'automation'>,
  { path, at }: Place,
  code: Code,
  more: Record<string, IssueParam> = {},
): Issue {
  return { path, code, params: { automation: automation.name, at, ...more } };
}

const WHAT = {
  entity: { en: 'entity', 'zh-CN': '对象' },
  field: { en: 'field', 'zh-CN': '字段' },
  stage: { en: 'stage', 'zh-CN': '阶段' },
  role: { en: 'role', 'zh-CN': '角色' },
  reason: { en: 'reason', 'zh-CN': '原因' },
  option: { en: 'option', 'zh-CN': '选项' },
  level: { en: 'level', 'zh-CN': '层级' },
  step: { en: 'step', 'zh-CN': '步骤' },
  calendar: { en: 'calendar', 'zh-CN': '工作日历' },
  automation: { en: 'automation', 'zh-CN': '自动化' },
} as const satisfies Readonly<Record<string, Label>>;

/** That something which is named here does not exist. */
export function gone(ground: Pick<Ground, 'automation'>, place: Place, what: keyof typeof WHAT, name: string): Issue {
  return fault(ground, place, 'automation.gone', { what: WHAT[what], name });
}

/** Issues of a rule as faults of the automation. */
export function told(ground: Pick<Ground, 'automation'>, place: Place, issues: readonly Issue[]): Issue[] {
  return issues.map((each) =>
    fault(ground, place, 'automation.rule', { fault: { en: sentence(each, 'en'), 'zh-CN': sentence(each, 'zh-CN') } }),
  );
}

/** The faults of a condition. */
export function conditionFaults(ground: Ground, place: Place, rule: Rule | null | undefined): Issue[] {
  return rule === null || rule === undefined ? [] : told(ground, place, issuesOf(check(rule, ground.scope, place.path)));
}

/** A place below another one, called the same. */
export function below({ path, at }: Place, name: string | number): Place {
  return { path: `${path}.${name}`, at };
}

/** The roles that are named and do not exist. */
export function roleFaults(ground: Ground, place: Place, roles: readonly string[]): Issue[] {
  return roles.flatMap((key, i) => (ground.app.roles.some((role) => role.key === key) ? [] : [gone(ground, below(place, i), 'role', key)]));
}
