import { companyIdCheck } from '../../packages/definition/src/index.ts';
import { owners, regionOf } from './company.ts';
import { customers } from './customers.ts';
import { dice } from './dice.ts';

const { whole, pick, chance, money } = dice(20_260_104);

const towns = {
  east: ['无锡', '常州', '合肥', '嘉兴'],
  north: ['济南', '太原', '郑州', '大连'],
  south: ['佛山', '珠海', '长沙', '福州'],
} as const;
const cores = ['晟远', '凯源', '信达', '宏业', '科陆', '百川', '正泽', '优程', '安盛', '汇智', '朗达', '众合'];
const kinds = [
  ['自动化设备', 'manufacturing', '车间设备数据靠人工抄录，希望打通产线与订单'],
  ['软件', 'software', '销售过程不透明，想按阶段统一管理商机'],
  ['医疗科技', 'medical', '经销商报备分散在表格里，经常撞单'],
  ['新能源', 'energy', '项目周期长，需要跟踪招投标各环节'],
  ['供应链管理', 'logistics', '客户报价靠邮件往来，版本混乱'],
  ['教育咨询', 'education', '续费提醒不及时，流失率上升'],
] as const;
const abroad = [
  ['Ironbridge Tools Ltd', 'manufacturing', 'Quotes go out by mail and nobody knows which one is valid'],
  ['Palmgrove Retail Pte Ltd', 'retail', 'Wants one view of the pipeline across three countries'],
  ['Clearwater Diagnostics plc', 'medical', 'Distributors register the same deal twice'],
  ['Northgate Freight Ltd', 'logistics', 'Renewals are forgotten until the customer leaves'],
  ['Saffron Telecom Pte Ltd', 'telecom', 'Forecasts are put together by hand each Monday'],
  ['Weldon Capital Holdings', 'finance', 'Needs approval of discounts before offers leave'],
  ['Brookline Energy plc', 'energy', 'Long projects with many bid documents to keep valid'],
  ['Tanjong Software Pte Ltd', 'software', 'Sales managers cannot see what is stuck'],
] as const;
const people = ['陈立', '王倩', '李睿', '张帆', '刘芸', '杨光', '黄磊', '赵敏', '周航', '吴昊', '徐晨', '孙悦'];
const peopleAbroad = ['Helen Moore', 'Jason Koh', 'Laura Finch', 'Amit Shah', 'Claire Dunn', 'Kelvin Lau'];
const jobs = ['信息部经理', '销售总监', '采购主管', '总经理助理', '运营负责人'];
const jobsAbroad = ['Sales Director', 'IT Manager', 'Operations Lead', 'Head of Procurement'];
const sources = ['referral', 'exhibition', 'website', 'website', 'outbound', 'partner'] as const;
const reasons = ['no_need', 'no_budget', 'unreachable', 'not_target'] as const;
const states = ['new', 'new', 'contacting', 'contacting', 'qualified', 'qualified', 'unqualified'] as const;
// Whoever signs in to the demo as a sales person has some of each.
const SIGNS_IN = 'p13';
const COUNT = 60;

function companyId(): string {
  const body = `91${whole(110000, 659000)}MA${Array.from({ length: 7 }, () => pick([...'0123456789ABCDEFGHJKLMNPQRTUWXY'])).join('')}`;
  return body + companyIdCheck(body);
}

/** A customer that somebody else found again: one of whose lead it is, and one of a colleague. */
const known = (i: number, owner: string) => {
  if (i !== 4 && i !== 9) return undefined;
  return customers.find((each) => (each.owner === owner) === (i === 4) && each.values.company_id !== undefined)?.values;
};

/** Inquiries that are not customers yet, some of each status; two are about companies that are customers already. */
export const leads = Array.from({ length: COUNT }, (_, i) => {
  const owner = i % 5 === 4 ? SIGNS_IN : (owners[(i * 3) % owners.length]?.key ?? SIGNS_IN);
  const region = regionOf(owner);
  const outside = region === 'overseas';
  const [word, industry, need] = outside ? pick(abroad) : pick(kinds);
  const same = known(i, owner);
  const company = outside ? word : `${pick(towns[region as keyof typeof towns])}${pick(cores)}${word}有限公司`;
  const status = i === 4 || i === 9 ? 'qualified' : pick(states);
  const budget = money(50_000, 3_000_000);
  const at = -whole(0, status === 'new' ? 10 : 60);
  return {
    key: `lead${i}`,
    owner,
    at,
    values: {
      company: same?.name ?? company,
      ...(outside || chance(0.4) ? {} : { company_id: companyId() }),
      ...(same?.company_id ? { company_id: same.company_id } : {}),
      contact_name: pick(outside ? peopleAbroad : people),
      job_title: pick(outside ? jobsAbroad : jobs),
      phone: outside ? `+44 7${whole(100000000, 999999999)}` : `15${whole(100000000, 999999999)}`,
      ...(chance(0.6) ? { email: `lead${i}@example.com` } : {}),
      lead_status: status,
      ...(status === 'unqualified' ? { unqualified_reason: pick(reasons) } : {}),
      source: pick(sources),
      need,
      ...(status === 'qualified' || chance(0.4) ? { budget } : {}),
      ...{ industry, region },
      ...(status === 'contacting'
        ? { next_step: outside ? 'Call to learn about the need' : '电话了解需求', next_step_on: `#${whole(-3, 10)}` }
        : {}),
    },
  };
}).sort((a, b) => a.at - b.at);
