import type { Issue } from '@pipewright/logic';
import { stepName } from '../../model/automation/chain.ts';
import { outcomesOf } from '../../model/automation/exits.ts';
import { filledEntity } from '../../model/automation/filled.ts';
import { placesIn } from '../../model/automation/message.ts';
import { type Approver, type Message, type Node, type NodeKind, type NodeOf, OTHERWISE } from '../../model/automation/node.ts';
import { fieldAt } from '../../model/field-at.ts';
import { fieldTypes } from '../../model/field-type.ts';
import { statusRule } from '../../model/status.ts';
import { fieldOf, stagesOf } from '../../model/system-field.ts';
import { entityOf } from '../../model/vocabulary.ts';
import { callFaults } from './call-faults.ts';
import { below, conditionFaults, fault, type Ground, gone, type Place } from './ground.ts';
import { httpFaults } from './http-faults.ts';
import { dateFaults } from './trigger-faults.ts';
import { missingFaults, valueFaults } from './value-faults.ts';

type Checks = { readonly [Kind in NodeKind]: (ground: Ground, node: NodeOf<Kind>, place: Place) => Issue[] };

function places(ground: Ground, place: Place, name: 'text' | 'subject', message: Message): Issue[] {
  return placesIn(message)
    .filter((each) => !fieldAt(ground.app, ground.entity, each))
    .map((each) => fault(ground, below(place, name), 'automation.place', { name: each }));
}

function recipients(ground: Ground, place: Place, to: readonly Approver[]): Issue[] {
  return to.flatMap((each, i): Issue[] => {
    const at = below(below(place, 'to'), i);
    if (each.kind === 'role' && !ground.app.roles.some(({ key }) => key === each.role)) return [gone(ground, at, 'role', each.role)];
    if (each.kind !== 'field') return [];
    const field = fieldOf(ground.entity, each.field);
    if (!field) return [gone(ground, at, 'field', each.field)];
    return fieldTypes[field.type].names === 'person' ? [] : [fault(ground, at, 'automation.person', { field: field.name })];
  });
}

function create(ground: Ground, node: NodeOf<'create'>, place: Place): Issue[] {
  const made = entityOf(ground.app, node.entity);
  if (!made) return [gone(ground, below(place, 'entity'), 'entity', node.entity)];
  const link = node.link === undefined ? undefined : fieldOf(made, node.link);
  const linked = link?.target === ground.entity.key && !link.kept && ground.automation.on.kind !== 'deleted';
  return [
    ...(node.link === undefined || linked ? [] : [fault(ground, below(place, 'link'), 'automation.link', { entity: ground.entity.name })]),
    ...valueFaults(ground, made, node.values, place),
    ...missingFaults(ground, made, new Set([...Object.keys(node.values), ...(link ? [link.key] : [])]), below(place, 'values')),
  ];
}

function set(ground: Ground, node: NodeOf<'set'>, place: Place): Issue[] {
  const { of, values } = node;
  const field = of === undefined ? undefined : fieldOf(ground.entity, of);
  if (of !== undefined && !field) return [gone(ground, below(place, 'of'), 'field', of)];
  const filled = filledEntity(ground.app, ground.entity, node);
  if (!filled) return [fault(ground, below(place, 'of'), 'automation.of', { field: field?.name ?? '–' })];
  if (Object.keys(values).length === 0) return [fault(ground, below(place, 'values'), 'automation.nothing')];
  return valueFaults(ground, filled, values, place);
}

function status(ground: Ground, node: NodeOf<'status'>, place: Place): Issue[] {
  const { process } = ground.entity;
  if (!process) return [fault(ground, place, 'automation.no_process', { entity: ground.entity.name })];
  const rule = statusRule(process, 'won', node.status);
  const known = rule?.reasons.some(({ key, retired }) => key === node.reason && !retired);
  if (rule?.until) return [fault(ground, below(place, 'status'), 'automation.until')];
  if (node.reason !== undefined && !known) return [gone(ground, below(place, 'reason'), 'reason', node.reason)];
  // What was only set aside is opened again without one; where the record was closed, the run is refused with what is missing.
  const asked = rule && rule.reasons.length > 0 && node.status !== 'open';
  return asked && !known ? [fault(ground, below(place, 'reason'), 'automation.reason')] : [];
}

function move(ground: Ground, node: NodeOf<'move'>, place: Place): Issue[] {
  const { entity } = ground;
  if (!entity.process) return [fault(ground, place, 'automation.no_process', { entity: entity.name })];
  return stagesOf(entity).some(({ key }) => key === node.stage) ? [] : [gone(ground, below(place, 'stage'), 'stage', node.stage)];
}

function amongFaults(ground: Ground, place: Place, name: string | undefined): Issue[] {
  if (name === undefined) return [];
  const field = fieldAt(ground.app, ground.entity, name);
  if (!field) return [gone(ground, place, 'field', name)];
  const { names } = fieldTypes[field.type];
  return names === 'person' || names === 'department' ? [] : [fault(ground, place, 'automation.among', { field: field.name })];
}

function assign(ground: Ground, node: NodeOf<'assign'>, place: Place): Issue[] {
  return node.teams.flatMap((team, i) => {
    const at = below(below(place, 'teams'), i);
    const role = ground.app.roles.find(({ key }) => key === team.role);
    const sees = role?.admin || (role?.grants[ground.entity.key]?.read ?? 'none') !== 'none';
    return [
      ...conditionFaults(ground, below(at, 'when'), team.when),
      ...amongFaults(ground, below(at, 'among'), team.among),
      ...(role ? [] : [gone(ground, below(at, 'role'), 'role', team.role)]),
      ...(role && !sees ? [fault(ground, below(at, 'role'), 'automation.team', { role: role.name, entity: ground.entity.name })] : []),
    ];
  });
}

/** A way that does nothing, or ways that do not fit what follows them. */
function parallel(ground: Ground, node: NodeOf<'parallel'>, place: Place): Issue[] {
  const ways = outcomesOf(node);
  const fits =
    new Set(ways).size === ways.length &&
    Object.keys(node.next).length === ways.length &&
    ways.every((key) => Object.hasOwn(node.next, key));
  if (!fits) return [fault(ground, below(place, 'next'), 'automation.ways')];
  return node.ways.flatMap(({ key, name }, i) =>
    node.next[key] === null ? [fault(ground, below(below(place, 'ways'), i), 'automation.way_empty', { way: name })] : [],
  );
}

function branch(ground: Ground, { cases, next }: NodeOf<'branch'>, place: Place): Issue[] {
  const keys = cases.map(({ key }) => key);
  const ways = new Set([...keys, OTHERWISE]);
  const fits = ways.size === cases.length + 1 && Object.keys(next).length === ways.size && Object.keys(next).every((key) => ways.has(key));
  return [
    ...(fits ? [] : [fault(ground, below(place, 'next'), 'automation.ways')]),
    ...cases.flatMap(({ when, name }, i) =>
      conditionFaults(
        ground,
        {
          path: `${place.path}.cases.${i}.when`,
          at: { en: `${place.at.en} › ${name.en}`, 'zh-CN': `${place.at['zh-CN']} › ${name['zh-CN']}` },
        },
        when,
      ),
    ),
  ];
}

function wait(ground: Ground, node: NodeOf<'wait'>, place: Place): Issue[] {
  const { for: waits, next } = node;
  const at = below(place, 'for');
  return [
    ...((waits.kind === 'rule') === (next.late !== undefined) ? [] : [fault(ground, below(place, 'next'), 'automation.ways')]),
    ...(waits.kind === 'date' ? dateFaults(ground, waits.field, at) : []),
    ...(waits.kind === 'rule' && waits.when === true ? [fault(ground, below(at, 'when'), 'automation.awaits_nothing')] : []),
    ...(waits.kind === 'rule' ? conditionFaults(ground, below(at, 'when'), waits.when) : []),
  ];
}

function approve(ground: Ground, node: NodeOf<'approve'>, place: Place): Issue[] {
  const { binds = [], mode, percent, to, text } = node;
  const sees = (key: string) => {
    const role = ground.app.roles.find((each) => each.key === key);
    return !role || role.admin || (role.grants[ground.entity.key]?.read ?? 'none') !== 'none';
  };
  return [
    ...recipients(ground, place, to),
    ...to.flatMap((each, i) => {
      if (each.kind !== 'role' || sees(each.role)) return [];
      const role = ground.app.roles.find(({ key }) => key === each.role)?.name ?? '–';
      return [fault(ground, below(below(place, 'to'), i), 'automation.team', { role, entity: ground.entity.name })];
    }),
    ...places(ground, place, 'text', text),
    ...((mode === 'share') === (percent !== undefined) ? [] : [fault(ground, below(place, 'percent'), 'automation.percent')]),
    ...binds.flatMap((key, i) => (fieldOf(ground.entity, key) ? [] : [gone(ground, below(below(place, 'binds'), i), 'field', key)])),
  ];
}

const CHECKS: Checks = {
  cc: (ground, node, place) => [...recipients(ground, place, node.to), ...places(ground, place, 'text', node.text)],
  notify: (ground, node, place) => [...recipients(ground, place, node.to), ...places(ground, place, 'text', node.text)],
  set,
  create,
  assign,
  reclaim: (ground, node, place) => places(ground, place, 'text', node.text),
  move,
  status,
  post: (ground, node, place) => places(ground, place, 'text', node.text),
  mail: (ground, node, place) => [
    ...recipients(ground, place, node.to),
    ...places(ground, place, 'subject', node.subject),
    ...places(ground, place, 'text', node.text),
  ],
  branch,
  call: callFaults,
  parallel,
  wait,
  approve,
  http: httpFaults,
  end: () => [],
};

/** Steps that change the record itself or wait for it, which a record that is deleted does not bear. */
const CHANGING: ReadonlySet<NodeKind> = new Set<NodeKind>(['wait', 'approve', 'set', 'assign', 'reclaim', 'move', 'status']);

/** What is wrong with a step itself. */
export function stepFaults(ground: Ground, node: Node, path: string): Issue[] {
  const place = { path, at: stepName(ground.automation, node.key) };
  const itself = node.kind === 'call' && node.of === undefined && !node.each;
  if (ground.automation.on.kind === 'deleted' && (itself || CHANGING.has(node.kind))) return [fault(ground, place, 'automation.deleted')];
  const run = CHECKS[node.kind] as (ground: Ground, node: Node, place: Place) => Issue[];
  return run(ground, node, place);
}
