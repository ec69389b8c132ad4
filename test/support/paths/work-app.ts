import type { Deliverable, Entity, KeyTask, Label } from '@pipewright/definition';
import type { Dice } from '../dice.ts';

// Every label carries its key between marks, so that any mention of a part can be found in an answer's text, in either language.
/** A label that can be recognised. */
export const tag = (key: string): Label => ({ en: `E‹${key}›`, 'zh-CN': `中‹${key}›` });

/** The field that some role does not see; its key occurs in no other word. */
export const SECRET = 'zqsecret';
/** A field of firms, and what papers show, that some role does not see. */
export const FAR_SECRET = 'zqfar';

/** A field with a label that can be recognised. */
export const field = (key: string, type: Entity['fields'][number]['type'], more: object = {}) => ({ key, type, name: tag(key), ...more });

/** An entity of these fields, the first of which is its title. */
export const entity = (key: string, fields: Entity['fields'], more: Partial<Entity> = {}): Entity => ({
  key,
  name: tag(key),
  plural: tag(`${key}s`),
  title: fields[0]?.key ?? '',
  fields,
  form: [{ key: 'main', name: tag('main'), fields: [fields[0]?.key ?? ''] }],
  views: [{ key: 'list', name: tag('list'), columns: [fields[0]?.key ?? ''] }],
  constraints: [],
  ...more,
});

const ofDeal = field('deal', 'reference', { target: 'deal', required: true });

/** What shows the work of stages: tasks that are done, papers that are in use. */
export const WORK_ENTITIES: readonly Entity[] = [
  entity('task', [field('subject', 'text', { required: true }), ofDeal, field('due_on', 'date'), field('done_at', 'datetime')], {
    ...{ taskOf: 'deal', due: 'due_on', done: 'done_at' },
  }),
  entity('paper', [field('name', 'text', { required: true }), ofDeal, field('in_use', 'boolean')]),
];

const KEPT = { kept: true };

/** What becomes a firm and a deal, once. */
export const LEAD: Entity = entity(
  'lead',
  [
    field('company', 'text', { required: true }),
    field('amount', 'money'),
    field('kind', 'choice', { options: ['a', 'b', 'c'].map((key) => ({ key, name: tag(`opt_${key}`) })) }),
    field('state', 'choice', { options: ['new', 'cold', 'converted'].map((key) => ({ key, name: tag(`opt_${key}`) })) }),
    field('firm', 'reference', { target: 'firm', ...KEPT }),
    field('deal', 'reference', { target: 'deal', ...KEPT }),
  ],
  {
    conversion: {
      when: { '==': [{ var: 'state' }, 'new'] },
      message: tag('only_new'),
      sets: { state: 'converted' },
      targets: [
        { key: 'firm', entity: 'firm', values: { name: { var: 'company' } }, match: ['name'], keep: 'firm' },
        {
          ...{ key: 'deal', entity: 'deal', links: { firm: 'firm' }, source: 'lead', keep: 'deal' },
          values: { name: { var: 'company' }, kind: { var: 'kind' }, amount: { var: 'amount' } },
        },
      ],
    },
  },
);

/** The field by which a deal says what it came of. */
export const FROM_LEAD = field('lead', 'reference', { target: 'lead', unique: true, ...KEPT });

const required = (dice: Dice) => (dice.chance(0.7) ? { required: true as const } : {});

/** Work of a stage: at times a task, a paper that lies on the table, a field that is filled in. */
export function randomWork(dice: Dice, stage: string): { tasks?: KeyTask[]; deliverables?: Deliverable[] } {
  const shown: Deliverable[] = [];
  if (dice.chance(0.2))
    shown.push({
      ...{ key: 'paper', name: tag(`paper_${stage}_${FAR_SECRET}`), entity: 'paper', link: 'deal' },
      ...{ when: { '==': [{ var: 'in_use' }, true] }, ...required(dice) },
    });
  if (dice.chance(0.1)) shown.push({ key: 'note', name: tag(`note_${stage}`), field: 'note', ...required(dice) });
  return {
    ...(dice.chance(0.25) ? { tasks: [{ key: 'call', name: tag(`call_${stage}`), days: dice.below(5), ...required(dice) }] } : {}),
    ...(shown.length > 0 ? { deliverables: shown } : {}),
  };
}
