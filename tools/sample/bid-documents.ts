import { customers } from './customers.ts';
import { dice } from './dice.ts';
import { opportunities } from './opportunities.ts';

const { whole, chance } = dice(20_260_103);

/** Documents of the company, which serve every bid: kind, name, who issued it, who keeps it, and in how many days it ends. */
const COMPANY = [
  ['business_licence', '营业执照（副本）', '市场监督管理局', 'p5', 420],
  ['qualification', 'ISO 9001 质量管理体系认证', '质量认证中心', 'p5', 12],
  ['qualification', 'ISO 27001 信息安全管理体系认证', '质量认证中心', 'p6', 4],
  ['qualification', 'CMMI 5 级证书', '软件能力评估机构', 'p5', 150],
  ['qualification', '高新技术企业证书', '科学技术委员会', 'p7', 260],
  ['qualification', '软件企业认定证书', '软件行业协会', 'p9', -15],
  ['financial', '上年度审计报告', '启明会计师事务所', 'p5', 190],
  ['financial', '银行资信证明', '云岭银行', 'p10', 8],
  ['reference_letter', '智能制造项目业绩证明', '行业协会', 'p8', 330],
  ['business_licence', 'Certificate of incorporation (Singapore)', 'Companies registry', 'p11', 700],
  ['qualification', 'ISO 27001 certificate (UK)', 'Certification body', 'p12', 14],
  ['financial', 'Audited accounts', 'Lowe & Grant LLP', 'p12', 60],
] as const;

const ofCompany = COMPANY.map(([kind, name, issuer, owner, until], i) => ({
  ...{ owner, at: Math.min(-30, until - 365) },
  values: {
    ...{ name, kind, issuer, number: `ZZ-${String(2400 + i * 7)}` },
    ...{ valid_from: `#${Math.min(-30, until - 365)}`, valid_until: `#${until}`, in_use: true },
  },
}));

const TENDERS = new Set(['ka_solution', 'ka_tender', 'ka_negotiation']);
const nameOf = new Map(customers.map(({ key, values }) => [`@${key}`, values]));

/** What a bid for an open deal of a key account needs besides: a bond and a letter of authorisation, of which the older was replaced. */
const ofDeals = opportunities
  .filter(({ owner, steps }) => {
    const last = steps.at(-1);
    return last !== undefined && last.status === undefined && TENDERS.has(last.stage ?? '') && owner !== 'p0';
  })
  .slice(-24)
  .flatMap(({ key, owner, steps, values }, i) => {
    const customer = nameOf.get(values.customer);
    const abroad = customer?.region === 'overseas';
    const at = steps.at(-1)?.at ?? -1;
    const document = (kind: 'bid_bond' | 'authorisation', until: number, in_use: boolean) => ({
      ...{ owner, at },
      values: {
        ...{ kind, opportunity: `@${key}`, in_use, valid_from: `#${at}`, valid_until: `#${Math.max(until, at + 1)}` },
        name: abroad
          ? `${kind === 'bid_bond' ? 'Bid bond' : 'Letter of authorisation'} – ${customer?.name}`
          : `${customer?.name}${kind === 'bid_bond' ? '投标保函' : '法人授权委托书'}`,
        issuer: kind === 'bid_bond' ? (abroad ? 'Harbour Bank' : '云岭银行') : abroad ? 'Board of directors' : '法定代表人',
      },
    });
    return [
      document('bid_bond', i < 8 ? 1 + i * 2 : whole(20, 90), true),
      ...(chance(0.6) ? [document('authorisation', whole(2, 120), true)] : []),
      ...(chance(0.2) ? [document('authorisation', -whole(1, 20), false)] : []),
    ];
  });

/** Documents that bids are made of, with the day until which they are valid: some end within days, some have ended. */
export const bidDocuments = [...ofCompany, ...ofDeals].sort((a, b) => a.at - b.at).map((each, i) => ({ key: `bid_document${i}`, ...each }));
