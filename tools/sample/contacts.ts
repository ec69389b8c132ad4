import { customers } from './customers.ts';
import { days } from './dice.ts';

const { whole, pick } = days;

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
/** Two people of each customer, the first of whom decides. */
export const contacts = customers.flatMap((customer, i) =>
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
