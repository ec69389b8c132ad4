// Writes the sample data of the opportunity template: one company's year, always the same from the same seed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { companyIdCheck } from '../packages/definition/src/index.ts';

const out = join(dirname(dirname(fileURLToPath(import.meta.url))), 'templates', 'opportunity', 'sample');
let state = 20_260_101;

/** The next number of the sequence, from 0 up to 1 (mulberry32). */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const chance = (share: number) => random() < share;
const money = (low: number, high: number) => String(Math.round((low * (high / low) ** random()) / 100) * 100);
const write = (name: string, data: unknown) =>
  writeFileSync(
    join(out, `${name}.json`),
    `${Array.isArray(data) ? `[\n${data.map((each) => JSON.stringify(each)).join(',\n')}\n]` : JSON.stringify(data, null, 1)}\n`,
  );

const departments = [
  { key: 'east', name: '华东区', manager: 'p1' },
  { key: 'north', name: '华北区', manager: 'p2' },
  { key: 'south', name: '华南区', manager: 'p3' },
  { key: 'overseas', name: 'International', manager: 'p4' },
  { key: 'hq', name: '总部' },
  { key: 'shanghai', name: '上海一部', parent: 'east', manager: 'p5' },
  { key: 'hangzhou', name: '杭州一部', parent: 'east', manager: 'p6' },
  { key: 'beijing', name: '北京一部', parent: 'north', manager: 'p7' },
  { key: 'tianjin', name: '天津一部', parent: 'north', manager: 'p8' },
  { key: 'shenzhen', name: '深圳一部', parent: 'south', manager: 'p9' },
  { key: 'guangzhou', name: '广州一部', parent: 'south', manager: 'p10' },
  { key: 'singapore', name: 'Singapore', parent: 'overseas', manager: 'p11' },
  { key: 'london', name: 'London', parent: 'overseas', manager: 'p12' },
];
const teams = departments.filter((each) => each.parent);
const leaders = [
  '周敏',
  '赵建国',
  '黄志强',
  'Olivia Carter',
  '徐静',
  '沈浩',
  '孙丽',
  '郑凯',
  '何伟',
  '罗芳',
  'Wei Ming Tan',
  'James Fletcher',
];
const sellers = [
  '王磊',
  '李娜',
  '张伟',
  '刘洋',
  '陈晨',
  '杨帆',
  '吴迪',
  '朱琳',
  '胡军',
  '林峰',
  '高翔',
  '马超',
  '梁爽',
  '谢雨',
  '宋佳',
  '唐宁',
  '韩雪',
  '冯磊',
  'Amelia Wong',
  'Daniel Lim',
  'Priya Nair',
  'Thomas Reid',
  'Sophie Allen',
  'Marcus Young',
  'Hannah Price',
  'Lucas Meyer',
];
const people: { key: string; name: string; department: string; role: string; email?: string; installationAdmin?: boolean }[] = [
  { key: 'p0', name: '陈思远', department: 'hq', role: 'admin', email: 'admin@demo.local', installationAdmin: true },
];
leaders.forEach((name, i) => {
  const department = departments.find((each) => each.manager === `p${i + 1}`)?.key ?? 'hq';
  people.push({ key: `p${i + 1}`, name, department, role: 'manager', ...(i === 0 ? { email: 'manager@demo.local' } : {}) });
});
sellers.forEach((name, i) => {
  // The last eight work abroad, the others in the six teams at home.
  const team = i < 18 ? teams[i % 6] : teams[6 + (i % 2)];
  people.push({ key: `p${13 + i}`, name, department: team?.key ?? 'hq', role: 'sales', ...(i === 0 ? { email: 'sales@demo.local' } : {}) });
});
people.push({ key: 'p39', name: '刘畅', department: 'hq', role: 'analyst', email: 'analyst@demo.local' });
const regionOf = (person: string) => {
  const department = departments.find((each) => each.key === people.find((one) => one.key === person)?.department);
  return department?.parent ?? department?.key ?? 'hq';
};
const owners = people.filter((person) => person.role === 'sales');

const products = [
  ['CRM 标准版', 'CRM', '68000'],
  ['CRM 企业版', 'CRM', '198000'],
  ['MES 制造执行', '制造', '360000'],
  ['WMS 智能仓储', '制造', '240000'],
  ['数据中台', '数据', '420000'],
  ['BI 分析平台', '数据', '150000'],
  ['Service Cloud', 'Service', '120000'],
  ['Field Service', 'Service', '98000'],
  ['实施服务包', '服务', '80000'],
  ['培训服务包', '服务', '30000'],
  ['Integration Hub', 'Platform', '180000'],
  ['Mobile Suite', 'Platform', '56000'],
].map(([name, series, list_price], i) => ({
  key: `product${i}`,
  owner: 'p0',
  at: -400,
  values: { name, series, list_price, on_sale: i !== 11 },
}));

const places = {
  east: ['上海', '杭州', '苏州', '宁波', '南京'],
  north: ['北京', '天津', '青岛', '石家庄'],
  south: ['深圳', '广州', '东莞', '厦门'],
} as const;
const cores = [
  '华辰',
  '博远',
  '瑞科',
  '恒通',
  '天成',
  '明德',
  '启航',
  '东方',
  '金鼎',
  '联创',
  '鸿图',
  '中兴达',
  '新锐',
  '盛世',
  '云帆',
  '智联',
  '广源',
  '海纳',
];
const kinds = [
  ['精密制造', 'manufacturing'],
  ['智能装备', 'manufacturing'],
  ['软件', 'software'],
  ['医疗器械', 'medical'],
  ['新能源', 'energy'],
  ['商贸', 'retail'],
  ['物流', 'logistics'],
  ['通信技术', 'telecom'],
  ['教育科技', 'education'],
  ['金融服务', 'finance'],
] as const;
const english = [
  'Northwind',
  'Bluepeak',
  'Harbor',
  'Silverline',
  'Crestview',
  'Oakfield',
  'Lumen',
  'Redstone',
  'Meridian',
  'Kestrel',
  'Summit',
  'Brightwater',
];
const endings = [
  ['Manufacturing', 'manufacturing'],
  ['Software', 'software'],
  ['Medical', 'medical'],
  ['Energy', 'energy'],
  ['Retail Group', 'retail'],
  ['Logistics', 'logistics'],
  ['Capital', 'finance'],
  ['Telecom', 'telecom'],
] as const;

function companyId(): string {
  const body = `91${whole(110000, 659000)}MA${Array.from({ length: 7 }, () => pick([...'0123456789ABCDEFGHJKLMNPQRTUWXY'])).join('')}`;
  return body + companyIdCheck(body);
}

const names = new Set<string>();
const customers = Array.from({ length: 300 }, (_, i) => {
  const owner = owners[i % owners.length]?.key ?? 'p13';
  const region = regionOf(owner);
  let name = '';
  let industry = '';
  do {
    if (region === 'overseas') {
      const [word, kind] = pick(endings);
      name = `${pick(english)} ${word} ${pick(['Ltd', 'plc', 'Pte Ltd', 'Holdings'])}`;
      industry = kind;
    } else {
      const [word, kind] = pick(kinds);
      name = `${pick(places[region as keyof typeof places])}${pick(cores)}${word}有限公司`;
      industry = kind;
    }
  } while (names.has(name));
  names.add(name);
  const size = chance(0.15) ? 'key' : chance(0.4) ? 'small' : 'standard';
  const revenue = { key: money(8e8, 9e9), standard: money(5e7, 8e8), small: money(2e6, 5e7) }[size];
  return {
    key: `customer${i}`,
    owner,
    at: -whole(365, 900),
    values: {
      name,
      ...(region === 'overseas' ? {} : { company_id: companyId() }),
      customer_class: size,
      ownership: region === 'overseas' ? 'foreign' : size === 'key' && chance(0.5) ? 'state' : 'private',
      industry,
      region,
      annual_revenue: revenue,
      employees: { key: whole(2000, 20000), standard: whole(200, 2000), small: whole(10, 200) }[size],
      founded_year: whole(1985, 2021),
      phone: region === 'overseas' ? `+44 20 ${whole(7000, 7999)} ${whole(1000, 9999)}` : `0${whole(21, 29)}-${whole(50000000, 89999999)}`,
      credit_rating: pick(['a', 'a', 'b', 'b', 'c']),
    },
  };
});

const surnames = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '周', '吴', '徐', '孙'];
const given = ['建华', '志明', '晓燕', '丽君', '国强', '雪梅', '文博', '佳怡', '海涛', '思琪', '立新', '雅婷'];
const firsts = ['Emma', 'Oliver', 'Grace', 'Henry', 'Chloe', 'Ravi', 'Mei', 'Arthur', 'Nadia', 'Peter'];
const lasts = ['Brown', 'Chua', 'Evans', 'Kumar', 'Walker', 'Hughes', 'Ong', 'Foster', 'Singh', 'Bennett'];
const titles = [
  ['总经理', 'decider'],
  ['信息化总监', 'decider'],
  ['采购经理', 'gatekeeper'],
  ['生产副总', 'influencer'],
  ['IT 经理', 'user'],
] as const;
const titlesEn = [
  ['Managing Director', 'decider'],
  ['CIO', 'decider'],
  ['Head of Procurement', 'gatekeeper'],
  ['VP Operations', 'influencer'],
  ['IT Manager', 'user'],
] as const;
const contacts = customers.flatMap((customer, i) =>
  Array.from({ length: 2 }, (_, j) => {
    const abroad = customer.values.region === 'overseas';
    const [job, role] =
      j === 0
        ? ((abroad ? titlesEn : titles)[whole(0, 1)] as readonly [string, string])
        : pick<readonly [string, string]>(abroad ? titlesEn : titles);
    const name = abroad ? `${pick(firsts)} ${pick(lasts)}` : `${pick(surnames)}${pick(given)}`;
    return {
      key: `contact${i * 2 + j}`,
      owner: customer.owner,
      at: customer.at + whole(0, 60),
      values: {
        name,
        customer: `@customer${i}`,
        job_title: job,
        decision_role: role,
        email: `contact${i * 2 + j}@example.com`,
        phone: abroad ? `+44 7${whole(100000000, 999999999)}` : `13${whole(100000000, 999999999)}`,
      },
    };
  }),
);

const pains = [
  ['排产依赖人工表格，交期经常延误', 'Planning lives in spreadsheets and deliveries slip'],
  ['客户资料分散在销售个人手中，人员变动就丢失', 'Customer knowledge sits with individuals and leaves with them'],
  ['库存账实不符，盘点耗时', 'Stock records do not match the shelves'],
  ['报表要等一周，管理层看不到实时数据', 'Reports take a week, so managers decide on old figures'],
  ['售后工单响应慢，客户投诉多', 'Service tickets are slow and customers complain'],
  ['多个系统互不相通，数据重复录入', 'Systems do not talk to each other and data is typed twice'],
] as const;
const nexts = [
  ['拜访客户并确认预算', 'Visit and confirm the budget'],
  ['发送方案初稿', 'Send the first draft'],
  ['安排产品演示', 'Set up a demonstration'],
  ['与采购沟通合同条款', 'Discuss terms with procurement'],
  ['邀请参观标杆客户', 'Invite to a reference visit'],
] as const;
const lanes = {
  renewal: ['first_contact', 'proposal', 'negotiation', 'signing'],
  key_account: ['ka_initiation', 'ka_research', 'ka_solution', 'ka_tender', 'ka_negotiation', 'ka_contract'],
  small_business: ['first_contact', 'proposal', 'signing'],
  standard: ['first_contact', 'requirements', 'proposal', 'negotiation', 'signing'],
} as const;
const PROPOSALS = new Set(['proposal', 'ka_solution', 'ka_tender']);

function opportunity(i: number) {
  const index = whole(0, customers.length - 1);
  const customer = customers[index] as (typeof customers)[number];
  const abroad = customer.values.region === 'overseas';
  const product = pick(products);
  const type = chance(0.55) ? 'new' : chance(0.5) ? 'renewal' : 'resell';
  const lane =
    type === 'renewal'
      ? 'renewal'
      : customer.values.customer_class === 'key'
        ? 'key_account'
        : customer.values.customer_class === 'small'
          ? 'small_business'
          : 'standard';
  const stages = lanes[lane];
  const pace = { renewal: 14, key_account: 34, small_business: 11, standard: 20 }[lane];
  const at = -Math.floor(365 * random() ** 1.5) - 1;
  const amount = money(
    { renewal: 40000, key_account: 300000, small_business: 15000, standard: 80000 }[lane],
    { renewal: 600000, key_account: 5000000, small_business: 150000, standard: 900000 }[lane],
  );
  const [painZh, painEn] = pick(pains);
  const [nextZh, nextEn] = pick(nexts);
  const end = at + Math.round(pace * stages.length * (0.6 + random()));
  const wins = { renewal: 0.78, key_account: 0.42, small_business: 0.6, standard: 0.52 }[lane];
  const steps: { at: number; stage?: string; status?: string; values?: Record<string, unknown> }[] = [];
  const values = {
    name: abroad
      ? `${customer.values.name} – ${product.values.name}`
      : `${customer.values.name.replace('有限公司', '')} ${product.values.name}${type === 'renewal' ? '续签' : type === 'resell' ? '增购' : '项目'}`,
    customer: `@customer${index}`,
    opportunity_type: type,
    source: pick(['referral', 'exhibition', 'website', 'outbound', 'partner']),
    product: `@${product.key}`,
    amount,
    expected_close: `#${Math.max(end, at + 5)}`,
    decision_maker: `@contact${index * 2}`,
    pain_point: abroad ? painEn : painZh,
    engaged_on: `#${at}`,
    next_step: abroad ? nextEn : nextZh,
    floor_price: String(Math.round(Number(amount) * 0.7)),
  };
  let day = at;
  let place = 0;
  const loses = !chance(wins);
  const lostAt = loses ? whole(0, stages.length - 1) : stages.length;
  while (true) {
    const wait = Math.max(1, Math.round(pace * (0.3 + 1.4 * random())));
    if (day + wait > -1) break;
    day += wait;
    if (place === lostAt) {
      steps.push({
        at: day,
        status: 'lost',
        values: { lost_reason: pick(['price', 'competitor', 'competitor', 'budget', 'no_decision', 'product_gap']) },
      });
      break;
    }
    const offer = PROPOSALS.has(stages[place] as string) ? { proposal_sent_on: `#${day}`, quote_amount: amount } : {};
    if (place === stages.length - 1) {
      const factors = [
        ...new Set([
          pick(['product_fit', 'price', 'relationship', 'service', 'reference']),
          pick(['product_fit', 'relationship', 'service']),
        ]),
      ];
      steps.push({
        at: day,
        status: 'won',
        values: {
          contract_no: `HT-${String(i).padStart(5, '0')}`,
          win_factors: factors,
          settlement: lane === 'small_business' ? 'immediate' : 'monthly',
        },
      });
      break;
    }
    place += 1;
    steps.push({ at: day, stage: stages[place] as string, values: { ...(place === 1 ? { budget_confirmed: true } : {}), ...offer } });
  }
  const open = !steps.at(-1)?.status;
  // What is still open closes in the coming weeks, and some of it is late.
  if (open)
    Object.assign(values, { expected_close: `#${chance(0.15) ? -whole(1, 20) : whole(3, 100)}`, next_step_on: `#${whole(-5, 21)}` });
  return { key: `opportunity${i}`, owner: customer.owner, at, stage: stages[0], values, steps };
}

const talks = [
  ['call', '电话确认了预算审批进度，本季度可立项', 'Called about the budget: it can be approved this quarter', 'progress'],
  ['call', '电话未接通，改约下周', 'No answer, will try again next week', 'not_reached'],
  ['visit', '拜访现场，看了生产线和现有系统', 'Visited the site and saw the line and the present system', 'progress'],
  ['email', '邮件发送了案例与资质文件', 'Sent references and certificates', 'waiting'],
  ['meeting', '与项目组开会，明确了验收标准', 'Met the project team and agreed on acceptance', 'progress'],
  ['needs', '梳理了三个部门的需求，形成清单', 'Went through the needs of three departments', 'progress'],
  ['proposal', '提报方案，客户希望补充集成部分', 'Presented the proposal; integration is to be added', 'waiting'],
  ['quote', '报价已发出，客户认为偏高', 'Sent the quote; the customer finds it high', 'setback'],
] as const;
const opportunities = Array.from({ length: 2200 }, (_, i) => opportunity(i)).sort((a, b) => a.at - b.at);
/** What was done about deals that are open: the last of it a few days ago. */
const activities = opportunities
  .filter(({ steps }) => !steps.at(-1)?.status)
  .flatMap(({ key, owner, at, values }) =>
    Array.from({ length: whole(0, 2) }, () => {
      const [kind, zh, en, outcome] = pick(talks);
      const abroad = regionOf(owner) === 'overseas';
      return {
        ...{ owner, at: Math.max(at, -whole(1, 30)) },
        values: { summary: abroad ? en : zh, opportunity: `@${key}`, kind, outcome, contact: values.decision_maker },
      };
    }),
  )
  .sort((a, b) => a.at - b.at)
  .map((each, i) => ({ key: `activity${i}`, ...each }));

mkdirSync(out, { recursive: true });
write('org', { departments, people });
write('index', { order: ['product', 'customer', 'contact', 'opportunity', 'activity'] });
write('product', products);
write('customer', customers);
write('contact', contacts);
write('opportunity', opportunities);
write('activity', activities);
