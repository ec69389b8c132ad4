import { contacts } from './contacts.ts';
import { customers } from './customers.ts';
import { days } from './dice.ts';
import { products } from './products.ts';

const { random, whole, pick, chance, money } = days;

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

/** What later became of an opportunity, with the day on which it did. */
export interface Step {
  at: number;
  stage?: string;
  status?: string;
  /** Why it was set aside. */
  reason?: string;
  /** Until when it was. */
  until?: string;
  values?: Record<string, unknown>;
}

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
  const steps: Step[] = [];
  const values = {
    name: abroad
      ? `${customer.values.name} – ${product.values.name}`
      : `${customer.values.name.replace('有限公司', '')} ${product.values.name}${type === 'renewal' ? '续签' : type === 'resell' ? '增购' : '项目'}`,
    customer: `@customer${index}`,
    opportunity_type: type,
    source_kind: { new: 'new_customer', renewal: 'renewal', resell: 'resale' }[type],
    source: pick(['referral', 'exhibition', 'website', 'outbound', 'partner']),
    product: `@${product.key}`,
    amount,
    expected_close: `#${Math.max(end, at + 5)}`,
    decision_maker: `@${contacts[index * 2]?.key}`,
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
/** The opportunities of a year with their later life, in the order in which they began. */
export const opportunities = Array.from({ length: 2200 }, (_, i) => opportunity(i)).sort((a, b) => a.at - b.at);
