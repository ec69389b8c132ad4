import { check, type Issue, issuesOf } from '@pipewright/logic';
import type { Label } from '../../ground/label.ts';
import { sortNames } from '../../ground/sort-names.ts';
import type { App } from '../../model/app.ts';
import type { Automation } from '../../model/automation/automation.ts';
import type { Each, NodeOf } from '../../model/automation/node.ts';
import { MOST_SORT_KEYS } from '../../model/limits.ts';
import { fieldOf } from '../../model/system-field.ts';
import { entityOf, targetOf, vocabularyOf } from '../../model/vocabulary.ts';
import { below, fault, type Ground, gone, type Place, told } from './ground.ts';

/** What is wrong with a step that has another automation run: one that is not there, begins otherwise, is about other records, or comes round to this one again. */
export function callFaults(ground: Ground, node: NodeOf<'call'>, place: Place): Issue[] {
  const { app, automation, entity } = ground;
  const { of, each, next, catches } = node;
  const called = app.automations?.find(({ key }) => key === node.automation);
  const at = below(place, 'automation');
  if (!called) return [gone(ground, at, 'automation', node.automation)];
  if (called.on.kind !== 'called') return [fault(ground, at, 'automation.not_called', { name: called.name })];
  if ((catches === true) !== (next.failed !== undefined)) return [fault(ground, below(place, 'next'), 'automation.ways')];
  const field = of === undefined ? undefined : fieldOf(entity, of);
  if (of !== undefined && each) return [fault(ground, below(place, 'of'), 'automation.call_one')];
  if (of !== undefined && !field) return [gone(ground, below(place, 'of'), 'field', of)];
  const about = each ? entityOf(app, each.entity) : of === undefined ? entity : targetOf(app, field);
  if (each && !about) return [gone(ground, below(below(place, 'each'), 'entity'), 'entity', each.entity)];
  if (about?.key !== called.entity)
    return [fault(ground, at, 'automation.call_about', { name: called.name, entity: entityOf(app, called.entity)?.name ?? '…' })];
  const round = roundTo(app, automation, called);
  if (round) return [fault(ground, at, 'automation.call_cycle', { chain: round })];
  return each ? eachFaults(ground, each, below(place, 'each')) : [];
}

/** What is wrong with how records are found. */
function eachFaults(ground: Ground, { entity: key, link, when, sort }: Each, place: Place): Issue[] {
  const found = entityOf(ground.app, key);
  if (!found) return [];
  const by = link === undefined ? undefined : fieldOf(found, link);
  const keys = sort === undefined ? [] : sortNames(sort);
  const unknown = keys.find((each) => !fieldOf(found, each));
  const issues = when === undefined ? [] : issuesOf(check(when, vocabularyOf(ground.app, found), place.path));
  return [
    ...(link !== undefined && by?.target !== ground.entity.key
      ? [fault(ground, below(place, 'link'), 'automation.found_by', { entity: ground.entity.name })]
      : []),
    ...told(ground, below(place, 'when'), issues),
    ...(unknown === undefined ? [] : [gone(ground, below(place, 'sort'), 'field', unknown)]),
    ...(keys.length > MOST_SORT_KEYS ? [fault(ground, below(place, 'sort'), 'automation.sort_many', { most: MOST_SORT_KEYS })] : []),
  ];
}

const callsOf = (app: App, { nodes }: Automation) =>
  nodes.flatMap((node) => (node.kind === 'call' ? (app.automations?.filter(({ key }) => key === node.automation) ?? []) : []));

/** The names of the automations that call each other from one on until they come round to it; undefined where they do not. */
function roundTo(app: App, first: Automation, called: Automation): Label | undefined {
  const before = new Map<Automation, Automation | undefined>([[called, undefined]]);
  for (const automation of before.keys()) {
    if (automation === first) return chainOf(first, before);
    for (const each of callsOf(app, automation)) if (!before.has(each)) before.set(each, automation);
  }
  return undefined;
}

function chainOf(first: Automation, before: ReadonlyMap<Automation, Automation | undefined>): Label {
  const chain: Automation[] = [];
  for (let each: Automation | undefined = first; each; each = before.get(each)) chain.unshift(each);
  const named = (language: 'en' | 'zh-CN') => [first, ...chain].map(({ name }) => name[language]).join(' → ');
  return { en: named('en'), 'zh-CN': named('zh-CN') };
}
