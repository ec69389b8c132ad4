import {
  type Entity,
  entityOf,
  type Field,
  fieldOf,
  filledEntity,
  type Node,
  type NodeKind,
  type NodeOf,
  type Recipient,
  ruleFields,
  stagesOf,
} from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import { formatValue } from '../field/faces.ts';
import { expressionInWords } from '../filter/expression-words.ts';
import { allOf, conditionInWords, fieldName, mid, quoted, type Said, statusName } from './saying.ts';

type Sayings = { readonly [Kind in NodeKind]: (node: NodeOf<Kind>, said: Said) => string };

function recipient(each: Recipient, said: Said): string {
  const { t } = said;
  if (each.kind === 'owner') return t('saying.owner');
  if (each.kind === 'manager') return each.up === 1 ? t('saying.manager') : t('saying.managerUp', { count: each.up });
  if (each.kind === 'field') return t('saying.person', { field: fieldName(each.field, said) });
  return t('saying.role', { role: roleName(each.role, said) });
}
const whom = (to: readonly Recipient[], said: Said) =>
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
};

/** What a step does, as it stands in the middle of a sentence: “remind the owner”. */
export function stepInWords(node: Node, said: Said): string {
  const say = SAYINGS[node.kind] as (node: Node, said: Said) => string;
  return say(node, said);
}

/** What a chain of steps does, one after the other. */
export function stepsInWords(nodes: readonly Node[], said: Said): string {
  return nodes.map((node) => stepInWords(node, said)).join(said.t('saying.then'));
}
