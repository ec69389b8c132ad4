import { customers } from './customers.ts';
import { dice } from './dice.ts';

const { whole, pick, chance } = dice(20_260_108);

const STEPS = [
  '使用部门立项 → 信息中心评审 → 财务部核预算 → 总经理办公会审批，约 6 周',
  '需求部门申请 → 采购委员会定方式 → 公开招标 20 天 → 定标公示 5 天 → 签约',
  '分管副总签字 → 采购部比价谈判 → 法务审合同 → 用印，约 3 周',
];
const STEPS_ABROAD = [
  'Business case by the department, review by IT, budget check by finance, board approval: about six weeks',
  'Request for proposal, two rounds of scoring, legal review, signature by the CFO: about ten weeks',
];

/** The customers; of key accounts, and of a few others, how they buy. */
export const buying = customers.map((customer) => {
  const key = customer.values.customer_class === 'key';
  if (!chance(key ? 0.8 : 0.1)) return customer;
  const begin = whole(9, 11);
  const how = {
    procurement: pick(key ? ['tender', 'tender', 'negotiation', 'framework'] : ['negotiation', 'direct', 'direct']),
    budget_months: [`m${begin}`, `m${begin + 1}`],
    ...(key ? { approval_steps: pick(customer.values.region === 'overseas' ? STEPS_ABROAD : STEPS) } : {}),
  };
  return { ...customer, values: { ...customer.values, ...how } };
});
