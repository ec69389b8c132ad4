import { ACTIVITIES, INDUSTRIES, LINES, LOSSES, PRIORITIES, REGIONS, SOURCES, STAGES, TEAMS, TYPES } from './model.ts';

/** Words that are the same in both languages. */
export const label = (words: string) => ({ en: words, 'zh-CN': words });
const v = (name: string) => ({ var: name });
const field = (key: string, type: string, more: object = {}) => ({ key, type, name: label(key), ...more });
const choice = (key: string, keys: readonly string[], more: object = {}) =>
  field(key, 'choice', { options: keys.map((each) => ({ key: each, name: label(each) })), ...more });
const main = (...fields: string[]) => [{ key: 'main', name: label('Main'), fields }];
const stage = (key: string, probability: number, required: string[], ...rules: object[]) => ({
  ...{ key, name: label(key), probability, color: 'blue', required },
  gates: rules.map((rule, i) => ({ key: `g${i}`, rule, message: label('Not yet') })),
});

const opportunity = {
  ...{ key: 'opportunity', name: label('Opportunity'), plural: label('Opportunities'), title: 'name', subtitle: 'account' },
  fields: [
    field('name', 'text', { required: true, searchable: true, maxLength: 200 }),
    field('account', 'reference', { target: 'account', required: true }),
    ...[choice('team', TEAMS), choice('region', REGIONS), choice('product_line', LINES), choice('type', TYPES, { required: true })],
    field('amount', 'money', { required: true }),
    field('win_probability', 'integer', { min: 0, max: 100 }),
    field('expected_close_date', 'date', { required: true }),
    field('last_activity_at', 'datetime'),
    ...[choice('loss_reason', LOSSES), field('credit_code', 'text', { maxLength: 18 }), choice('source', SOURCES)],
    ...[choice('priority', PRIORITIES), field('next_step', 'text'), field('notes', 'long_text')],
    ...[field('internal_cost', 'money'), field('reviewed', 'boolean')],
  ],
  form: main(
    ...['name', 'account', 'team', 'region', 'product_line', 'type', 'amount', 'win_probability', 'expected_close_date'],
    ...['loss_reason', 'credit_code', 'source', 'priority', 'next_step', 'notes'],
  ),
  views: [
    {
      ...{ key: 'all', name: label('All'), sort: '-expected_close_date' },
      columns: ['name', 'account', 'stage', 'status', 'amount', 'win_probability', 'expected_close_date', 'region', 'type', 'owner'],
    },
    {
      ...{ key: 'mine', name: label('Mine'), columns: ['name', 'account', 'stage', 'amount'], sort: '-expected_close_date' },
      filter: { and: [{ '==': [v('owner'), v('user.id')] }, { '==': [v('stage'), 'qualify'] }] },
    },
  ],
  constraints: [
    { key: 'positive', rule: { '>=': [v('amount'), 0] }, message: label('Must not be negative'), field: 'amount' },
    {
      ...{ key: 'chance', message: label('0 to 100'), field: 'win_probability' },
      rule: { and: [{ '>=': [v('win_probability'), 0] }, { '<=': [v('win_probability'), 100] }] },
    },
  ],
  process: {
    ...{ wonRequires: ['amount'], lostRequires: ['loss_reason'], amount: 'amount', closeDate: 'expected_close_date' },
    pipelines: [
      {
        ...{ key: 'main', name: label('Main'), when: null },
        stages: [
          stage(STAGES[0], 10, ['account']),
          stage(STAGES[1], 25, ['amount'], { '>': [v('amount'), 0] }),
          stage(STAGES[2], 40, ['expected_close_date'], { or: [{ '==': [v('account.industry'), 'public'] }, { '>': [v('amount'), 10] }] }),
          stage(STAGES[3], 60, ['product_line'], { '!=': [v('region'), null] }),
          stage(STAGES[4], 75, ['type'], { '>=': [v('win_probability'), 0] }),
          stage(STAGES[5], 90, ['amount'], { '>': [v('amount'), 1] }),
        ],
      },
    ],
  },
};
const account = {
  ...{ key: 'account', name: label('Account'), plural: label('Accounts'), title: 'name' },
  fields: [
    field('name', 'text', { required: true, searchable: true }),
    ...[choice('industry', INDUSTRIES), choice('region', REGIONS), field('credit_code', 'text', { maxLength: 18 })],
  ],
  form: main('name', 'industry', 'region', 'credit_code'),
  views: [{ key: 'all', name: label('All'), columns: ['name', 'industry'] }],
  constraints: [],
};
const activity = {
  ...{ key: 'activity', name: label('Activity'), plural: label('Activities'), title: 'subject' },
  fields: [
    field('subject', 'text', { required: true }),
    field('opportunity', 'reference', { target: 'opportunity', required: true }),
    ...[choice('kind', ACTIVITIES), field('occurred_at', 'datetime')],
  ],
  form: main('subject', 'opportunity', 'kind', 'occurred_at'),
  views: [{ key: 'all', name: label('All'), columns: ['subject', 'kind', 'occurred_at'], sort: '-occurred_at' }],
  constraints: [],
};

const grant = (hidden: string[], readonly: string[] = []) => ({
  read: 'below',
  create: true,
  update: 'below',
  delete: 'none',
  hidden,
  readonly,
});
const measures = [
  { key: 'amount', fn: 'sum', field: 'amount' },
  { key: 'n', fn: 'count' },
];

/** The app under load: opportunities with rules, gates and a pipeline, and a manager who sees the rows of the own and all lower departments, not every field. */
export const definition = {
  ...{ formatVersion: 2, name: label('Bench'), currency: 'CNY', timeZone: 'Asia/Shanghai', entities: [opportunity, account, activity] },
  roles: [
    { key: 'admin', name: label('Admin'), admin: true, grants: {} },
    {
      ...{ key: 'manager', name: label('Manager') },
      grants: { opportunity: grant(['internal_cost'], ['reviewed']), account: grant(['credit_code']), activity: grant([]) },
    },
    {
      ...{ key: 'rep', name: label('Rep') },
      grants: { opportunity: { ...grant(['internal_cost']), read: 'own', update: 'own' }, account: grant([]), activity: grant([]) },
    },
  ],
  reports: [
    {
      ...{ key: 'regions', name: label('Stage and region'), entity: 'opportunity', chart: 'bar', measures },
      dimensions: [
        { key: 'stage', field: 'stage' },
        { key: 'region', field: 'region' },
      ],
    },
    {
      ...{ key: 'months', name: label('By month'), entity: 'opportunity', chart: 'line', measures },
      dimensions: [{ key: 'month', field: 'expected_close_date', bucket: 'month' }],
    },
  ],
  dashboards: [{ key: 'main', name: label('Main'), tiles: [{ report: 'regions', width: 12 }] }],
};
