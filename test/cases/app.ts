import type { App, Constraint, Field, Grant, Stage } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';

/** A name in both languages. */
export const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });

const option = (key: string, en: string, zh: string) => ({ key, name: label(en, zh) });
const options = [
  option('a', 'First', '甲'),
  option('b', 'Second', '乙'),
  option('c', 'Third', '丙'),
  { ...option('old', 'Old', '旧'), retired: true as const },
];

/** One field of every type, with limits where there are any. */
export const FIELDS = {
  title: { key: 'title', type: 'text', name: label('Title', '标题'), required: true },
  line: { key: 'line', type: 'text', name: label('Line', '短文本'), maxLength: 3 },
  free: { key: 'free', type: 'text', name: label('Free text', '自由文本') },
  story: { key: 'story', type: 'long_text', name: label('Story', '长文本'), maxLength: 8 },
  count: { key: 'count', type: 'integer', name: label('Count', '数量'), min: -5, max: 10 },
  whole: { key: 'whole', type: 'integer', name: label('Whole', '整数') },
  exact: { key: 'exact', type: 'decimal', name: label('Exact', '小数'), scale: 2 },
  price: { key: 'price', type: 'money', name: label('Price', '价格') },
  share: { key: 'share', type: 'percent', name: label('Share', '比例'), scale: 1 },
  day: { key: 'day', type: 'date', name: label('Day', '日期') },
  moment: { key: 'moment', type: 'datetime', name: label('Moment', '时刻') },
  yes: { key: 'yes', type: 'boolean', name: label('Yes', '是否') },
  one: { key: 'one', type: 'choice', name: label('One', '单选'), options },
  some: { key: 'some', type: 'choices', name: label('Some', '多选'), options },
  who: { key: 'who', type: 'person', name: label('Who', '人员') },
  team: { key: 'team', type: 'department', name: label('Team', '团队') },
  link: { key: 'link', type: 'reference', name: label('Link', '关联'), target: 'firm' },
  mail: { key: 'mail', type: 'email', name: label('Mail', '邮箱') },
  call: { key: 'call', type: 'phone', name: label('Call', '电话') },
  page: { key: 'page', type: 'url', name: label('Page', '网址') },
  code: { key: 'code', type: 'company_id', name: label('Code', '信用代码') },
  number: { key: 'number', type: 'auto_number', name: label('Number', '编号'), format: 'N-{000}' },
  secret: { key: 'secret', type: 'integer', name: label('Secret', '秘密'), max: 3 },
} satisfies Record<string, Field>;

const v = (name: string): Rule => ({ var: name });
const empty = (name: string): Rule => ({ '==': [v(name), null] });
const unless = (name: string, rule: Rule): Rule => ({ or: [empty(name), rule] });
const rule = (key: string, field: string | undefined, en: string, zh: string, holds: Rule): Constraint => ({
  key,
  rule: holds,
  message: label(en, zh),
  ...(field ? { field } : {}),
});

/** The fields of the entity whose rules are judged. */
export const DEAL = {
  name: { key: 'name', type: 'text', name: label('Deal name', '商机名称'), required: true },
  amount: { key: 'amount', type: 'money', name: label('Amount', '金额'), required: true },
  firm: { key: 'firm', type: 'reference', name: label('Firm', '客户'), target: 'firm' },
  kind: { key: 'kind', type: 'choice', name: label('Kind', '类型'), options: [...options, option('lost', 'Lost', '丢单')] },
  start: { key: 'start', type: 'date', name: label('Start', '开始') },
  due: { key: 'due', type: 'date', name: label('Due', '到期') },
  meeting: { key: 'meeting', type: 'datetime', name: label('Meeting', '会议') },
  tags: { key: 'tags', type: 'choices', name: label('Tags', '标签'), options },
  urgent: { key: 'urgent', type: 'boolean', name: label('Urgent', '紧急') },
  place: { key: 'place', type: 'department', name: label('Place', '部门') },
  reason: { key: 'reason', type: 'text', name: label('Reason', '原因'), required: true, showIf: { '==': [v('kind'), 'lost'] } },
  why: { key: 'why', type: 'text', name: label('Why', '为何'), required: true, maxLength: 4, showIf: v('urgent') },
  credit_note: {
    key: 'credit_note',
    type: 'text',
    name: label('Credit note', '信用说明'),
    required: true,
    showIf: { '==': [v('firm.grade'), 'a'] },
  },
  team_note: {
    key: 'team_note',
    type: 'text',
    name: label('Team note', '团队说明'),
    required: true,
    showIf: { '==': [v('user.department'), null] },
  },
  soon: {
    key: 'soon',
    type: 'text',
    name: label('Soon', '临近说明'),
    required: true,
    showIf: { '<=': [v('today'), v('due'), { addDays: [v('today'), 7] }] },
  },
} satisfies Record<string, Field>;

/** The constraints, each with its sentence. */
export const RULES = {
  positive: rule('positive', 'amount', 'The amount must not be negative.', '金额不能为负。', unless('amount', { '>=': [v('amount'), 0] })),
  order: rule('order', undefined, 'The end comes before the start.', '到期不能早于开始。', {
    or: [empty('start'), empty('due'), { '<=': [v('start'), v('due')] }],
  }),
  grade: rule('grade', 'firm', 'Firms of the third grade are closed.', '丙级客户不可用。', { '!=': [v('firm.grade'), 'c'] }),
  credit: rule('credit', 'amount', 'The amount exceeds the credit of the firm.', '金额超过客户额度。', {
    or: [empty('firm.credit'), empty('amount'), { '<=': [v('amount'), v('firm.credit')] }],
  }),
  own: rule('own', 'amount', 'Only the owner takes on a million.', '百万以上须由本人负责。', {
    or: [{ '!': [{ '>=': [v('amount'), 1_000_000] }] }, { '==': [v('owner'), v('user.id')] }],
  }),
  team: rule(
    'team',
    'place',
    'The place is not in your team.',
    '该部门不在您的团队。',
    unless('place', { in: [v('place'), v('user.departments')] }),
  ),
  past: rule('past', 'due', 'The due day has passed.', '到期日已过。', unless('due', { '>=': [v('due'), v('today')] })),
  far: rule(
    'far',
    'due',
    'The due day is too far away.',
    '到期日太远。',
    unless('due', { '<=': [v('due'), { addDays: [v('today'), 365] }] }),
  ),
  meeting: rule('meeting', 'meeting', 'The meeting is over.', '会议已结束。', unless('meeting', { '>': [v('meeting'), v('now')] })),
  tag: rule('tag', 'tags', 'Urgent deals carry the first tag.', '紧急商机须有甲标签。', {
    or: [{ '!': [v('urgent')] }, { in: ['a', v('tags')] }],
  }),
  name: rule('name', 'name', 'The name must not begin with a dash.', '名称不能以横线开头。', { '!': [{ startsWith: [v('name'), '-'] }] }),
  tender: rule('tender', 'kind', 'The second kind is not for tenders.', '乙类不走招标。', {
    or: [{ '!=': [v('pipeline'), 'tender'] }, { '!=': [v('kind'), 'b'] }],
  }),
  status: rule('status', 'kind', 'Open deals are not of the third kind.', '进行中的商机不能是丙类。', {
    or: [{ '!=': [v('status'), 'open'] }, { '!=': [v('kind'), 'c'] }],
  }),
} satisfies Record<string, Constraint>;

const stage = (key: string, probability: number): Stage => ({
  key,
  name: label(key, key),
  probability,
  color: 'blue',
  required: [],
  gates: [],
});
const form = (fields: Readonly<Record<string, Field>>) => [{ key: 'main', name: label('Main', '主要'), fields: Object.keys(fields) }];
const grant: Grant = { read: 'all', create: true, update: 'all', delete: 'none', hidden: [], readonly: [] };

/** An app that has every kind of field and every kind of fact in its rules. */
export function casesApp(): App {
  return {
    formatVersion: 2,
    name: label('Cases', '用例'),
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    entities: [
      {
        key: 'thing',
        name: label('Thing', '物品'),
        plural: label('Things', '物品'),
        title: 'title',
        fields: Object.values(FIELDS),
        form: form(FIELDS),
        views: [{ key: 'all', name: label('All', '全部'), columns: ['title'] }],
        constraints: [],
      },
      {
        key: 'deal',
        name: label('Deal', '商机'),
        plural: label('Deals', '商机'),
        title: 'name',
        fields: Object.values(DEAL),
        form: form(DEAL),
        views: [{ key: 'all', name: label('All', '全部'), columns: ['name'] }],
        constraints: Object.values(RULES),
        process: {
          pipelines: [
            {
              key: 'tender',
              name: label('Tender', '招标'),
              when: { '==': [v('firm.grade'), 'b'] },
              stages: [stage('bid', 10), stage('award', 80)],
            },
            { key: 'plain', name: label('Plain', '普通'), when: null, stages: [stage('talk', 10), stage('sign', 90)] },
          ],
          wonRequires: [],
          lostRequires: [],
        },
      },
      {
        key: 'firm',
        name: label('Firm', '客户'),
        plural: label('Firms', '客户'),
        title: 'name',
        fields: [
          { key: 'name', type: 'text', name: label('Firm name', '客户名称'), required: true },
          { key: 'grade', type: 'choice', name: label('Grade', '等级'), options },
          { key: 'credit', type: 'money', name: label('Credit', '额度') },
        ],
        form: [{ key: 'main', name: label('Main', '主要'), fields: ['name', 'grade', 'credit'] }],
        views: [{ key: 'all', name: label('All', '全部'), columns: ['name'] }],
        constraints: [],
      },
    ],
    roles: [
      { key: 'admin', name: label('Admin', '管理员'), admin: true, grants: {} },
      {
        key: 'clerk',
        name: label('Clerk', '职员'),
        grants: { thing: { ...grant, hidden: ['secret'] }, deal: grant, firm: { ...grant, read: 'own' } },
      },
      { key: 'guest', name: label('Guest', '访客'), grants: { deal: grant, firm: { ...grant, hidden: ['credit'] } } },
    ],
    reports: [],
    dashboards: [],
  };
}
