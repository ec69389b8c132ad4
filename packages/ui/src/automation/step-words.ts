import {
  type Approver,
  type Entity,
  entityOf,
  type Field,
  fieldOf,
  filledEntity,
  hostOfAddress,
  type Item,
  isSide,
  type Node,
  type NodeKind,
  type NodeOf,
  type Outline,
  outcomeName,
  ruleFields,
  stagesOf,
  type Wait,
} from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import { formatValue } from '../field/faces.ts';
import { expressionInWords } from '../filter/expression-words.ts';
import { allOf, conditionInWords, fieldName, mid, oneOf, quoted, type Said, statusName } from './saying.ts';
import { timeInWords } from './trigger-words.ts';

type Sayings = { readonly [Kind in NodeKind]: (node: NodeOf<Kind>, said: Said) => string };

function recipient(each: Approver, said: Said): string {
  const { t } = said;
  if (each.kind === 'owner') return t('saying.owner');
  if (each.kind === 'chain') return t('saying.chain', { count: each.up });
  if (each.kind === 'manager') return each.up === 1 ? t('saying.manager') : t('saying.managerUp', { count: each.up });
  if (each.kind === 'field') return t('saying.person', { field: fieldName(each.field, said) });
  return t('saying.role', { role: roleName(each.role, said) });
}
const whom = (to: readonly Approver[], said: Said) =>
  allOf(
    to.map((each) => recipient(each, said)),
    said,
  );
const roleName = (key: string, { app, language }: Said) => app.roles.find((role) => role.key === key)?.name[language] ?? '…';

/** What a field is given, in words: an option by its name, a figure as it is written, what is worked out as people say it. */
export function valueInWords(value: Rule, field: Field | undefined, said: Said): string {
  const { app, entity, language, t } = said;
  if (!isLogic(value)) {
    const chosen = field?.options?.filter(({ key }) => [value].flat().includes(key));
    if (chosen && chosen.length > 0)
      return allOf(
        chosen.map(({ name }) => quoted(name, said)),
        said,
      );
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    return field && typeof value !== 'object'
      ? t('publish.quoted', { name: formatValue(field, value, { language, currency: app.currency }) })
      : '…';
  }
  const names = Object.fromEntries(ruleFields(app, entity).map(({ key, name }) => [key, name]));
  return expressionInWords(value, { language, t, names, condition: (rule) => conditionInWords(rule, said) });
}

function values(given: Readonly<Record<string, Rule>>, filled: Entity, said: Said): string {
  const each = Object.entries(given).map(([key, value]) => {
    const field = fieldOf(filled, key);
    const name = field?.name[said.language] ?? '…';
    return value === null
      ? said.t('saying.emptyOne', { field: name })
      : said.t('saying.setOne', { field: name, value: valueInWords(value, field, said) });
  });
  return allOf(each, said);
}

const SAYINGS: Sayings = {
  notify: (node, said) => said.t(node.warns ? 'saying.warn' : 'saying.notify', { whom: whom(node.to, said) }),
  cc: (node, said) => said.t('saying.cc', { whom: whom(node.to, said) }),
  set: (node, said) =>
    Object.keys(node.values).length === 0
      ? said.t('saying.setNothing')
      : said.t(node.of === undefined ? 'saying.set' : 'saying.setOf', {
          ...(node.of === undefined ? {} : { field: fieldName(node.of, said) }),
          values: values(node.values, filledEntity(said.app, said.entity, node) ?? said.entity, said),
        }),
  create: (node, said) => said.t('saying.create', { entity: mid(entityOf(said.app, node.entity)?.name, said) }),
  assign: ({ by, teams }, said) => {
    const named = ({ role, among }: (typeof teams)[number]) => {
      const people = roleName(role, said);
      return among === undefined ? people : said.t('saying.among', { people, field: fieldName(among, said) });
    };
    const roles = allOf([...new Set(teams.map(named))], said);
    return said.t(by === 'turn' ? 'saying.assignTurn' : 'saying.assignLoad', { roles });
  },
  reclaim: (_, said) => said.t('saying.reclaim'),
  move: ({ stage }, said) =>
    said.t('saying.move', {
      stage: quoted(stagesOf(said.entity).find(({ key }) => key === stage)?.name, said),
    }),
  status: ({ status }, said) => said.t('saying.status.set', { status: statusName(status, said) }),
  post: (_, said) => said.t('saying.post'),
  mail: (node, said) => said.t('saying.mail', { whom: whom(node.to, said) }),
  branch: ({ cases }, said) =>
    said.t('saying.branch', {
      conditions: oneOf(
        cases.map(({ when }) => conditionInWords(when, said) ?? said.t('saying.always')),
        said,
      ),
    }),
  call: callInWords,
  parallel: ({ ways }, said) =>
    said.t('saying.parallel', {
      ways: allOf(
        ways.map(({ name }) => quoted(name, said)),
        said,
      ),
    }),
  wait: ({ for: waits }, said) => waitInWords(waits, said),
  approve: ({ to, mode, percent = 100 }, said) => {
    const [only, ...others] = to;
    // One person decides in whatever mode.
    const alone = others.length === 0 && only?.kind !== 'role' && only?.kind !== 'chain';
    return said.t(`saying.approve.${alone ? 'one' : mode}`, { whom: whom(to, said), ...(mode === 'share' && !alone ? { percent } : {}) });
  },
  http: ({ method, url, answer = {} }, said) => {
    const places = { host: hostOfAddress(url) || '…', method };
    const fields = Object.keys(answer).map((key) => said.t('publish.quoted', { name: fieldName(key, said) }));
    return fields.length === 0 ? said.t('saying.http', places) : said.t('saying.httpFills', { ...places, fields: allOf(fields, said) });
  },
  end: (_, said) => said.t('saying.end'),
};

/** What another automation is to run for: “run “Greet” for each of at most 100 contacts that refer to it”. */
function callInWords({ automation: key, of, each }: NodeOf<'call'>, said: Said): string {
  const { t, app } = said;
  const name = quoted(app.automations?.find((one) => one.key === key)?.name, said);
  if (of !== undefined) return t('saying.callOf', { name, field: fieldName(of, said) });
  if (!each) return t('saying.call', { name });
  const entity = entityOf(app, each.entity);
  const found = t(each.link === undefined ? 'saying.found' : 'saying.foundLinked', { most: each.most, plural: mid(entity?.plural, said) });
  const condition = entity && conditionInWords(each.when, { ...said, entity });
  return t('saying.callEach', { name, found: condition === undefined ? found : t('saying.foundWhere', { found, condition }) });
}

/** What a run waits for: “wait 2 working days”. */
function waitInWords(wait: Wait, said: Said): string {
  const { t } = said;
  if (wait.kind === 'date') {
    const places = { field: fieldName(wait.field, said), time: timeInWords(Math.abs(wait.offset), wait.unit, said), at: wait.at };
    return t(wait.offset === 0 ? 'saying.waitOn' : wait.offset < 0 ? 'saying.waitBefore' : 'saying.waitAfter', places);
  }
  const time = timeInWords(wait.after, wait.unit, said);
  return wait.kind === 'time'
    ? t('saying.wait', { time })
    : t('saying.waitRule', { time, condition: conditionInWords(wait.when, said) ?? t('saying.always') });
}

/** What a step does, as it stands in the middle of a sentence: “remind the owner”. */
export function stepInWords(node: Node, said: Said): string {
  const say = SAYINGS[node.kind] as (node: Node, said: Said) => string;
  return say(node, said);
}

/** Steps behind whose ways others stand. */
const FORKED: ReadonlySet<NodeKind | undefined> = new Set<NodeKind>(['branch', 'parallel']);

/** What stands between a step and the one behind it. */
function behind(node: Node | undefined): 'saying.afterwards' | 'saying.approved' | 'saying.then' {
  if (node?.kind !== 'approve') return FORKED.has(node?.kind) ? 'saying.afterwards' : 'saying.then';
  const { approved, rejected, withdrawn } = node.next;
  return approved === rejected || approved === withdrawn ? 'saying.afterwards' : 'saying.approved';
}

/** What steps do, one after the other; of a branch what each of its ways does. */
export function stepsInWords({ items }: Outline, said: Said): string {
  return items.reduce((before, item, i) => {
    const words = itemInWords(item, said);
    if (i === 0) return words;
    // What stands below a branch follows whichever way was gone.
    return `${before}${said.t(behind(items[i - 1]?.node))}${words}`;
  }, '');
}

const OTHER_WAY: Readonly<Partial<Record<NodeKind, 'saying.late' | 'saying.failed' | 'saying.httpFailed'>>> = {
  wait: 'saying.late',
  call: 'saying.failed',
  parallel: 'saying.failed',
  http: 'saying.httpFailed',
};

function itemInWords({ node, arms }: Item, said: Said): string {
  const { t } = said;
  const parts = arms.flatMap(({ outcome, steps }) => {
    const when = node.kind === 'branch' ? node.cases.find(({ key }) => key === outcome)?.when : undefined;
    const condition = when === undefined ? undefined : (conditionInWords(when, said) ?? t('saying.always'));
    const side = isSide(node, outcome);
    if (steps.items.length === 0 && condition === undefined && !side) return [];
    const does = steps.items.length === 0 ? t('saying.nothing') : stepsInWords(steps, said);
    if (condition !== undefined) return [t('saying.case', { condition, steps: does })];
    if (node.kind === 'approve') return [t('saying.way', { outcome: mid(outcomeName(node, outcome), said), steps: does })];
    if (side) return [t('saying.side', { way: quoted(outcomeName(node, outcome), said), steps: does })];
    return [t(OTHER_WAY[node.kind] ?? 'saying.otherwise', { steps: does })];
  });
  if (node.kind === 'parallel')
    return parts.length === 0 ? stepInWords(node, said) : t('saying.sides', { ways: parts.join(t('publish.semicolon')) });
  const own = node.kind === 'branch' ? [] : [stepInWords(node, said)];
  return [...own, ...parts].join(t('publish.semicolon'));
}
