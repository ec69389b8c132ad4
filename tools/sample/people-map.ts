import { contacts } from './contacts.ts';
import { customers } from './customers.ts';
import { dice } from './dice.ts';

const { whole, pick, chance } = dice(20_260_107);

const surnames = ['孟', '韩', '唐', '冯', '于', '董', '萧', '程', '曹', '袁', '邓', '许'];
const given = ['明远', '素琴', '景行', '若兰', '启东', '慧敏', '振宇', '淑华', '子谦', '春燕', '向阳', '静仪'];
const firsts = ['Alan', 'Fiona', 'Victor', 'Hannah', 'Leo', 'Priya', 'Marcus', 'Irene'];
const lasts = ['Reid', 'Sharma', 'Lowell', 'Tan', 'Morgan', 'Price', 'Dawson', 'Lim'];

/** Who else is known of a key account: title here and abroad, role, weight, and the place in this list, or of the two first contacts, of whom they report to. */
const OTHERS = [
  ['财务总监', 'CFO', 'gatekeeper', 'high', 'first'],
  ['技术总工', 'Chief Engineer', 'influencer', 'high', 'first'],
  ['法务经理', 'Legal Counsel', 'gatekeeper', 'low', 0],
  ['信息中心主任', 'Head of IT', 'influencer', 'medium', 1],
  ['车间主任', 'Plant Supervisor', 'user', 'low', 1],
  ['系统管理员', 'System Administrator', 'user', 'low', 3],
  ['招标代理', 'Tender Agent', 'influencer', 'medium', null],
] as const;

const attitude = () => pick(['supports', 'supports', 'neutral', 'neutral', 'against', 'unknown']);
const MAPPED = 14;
const mapped = customers.flatMap(({ values }, i) => (values.customer_class === 'key' ? [i] : [])).slice(0, MAPPED);
const isMapped = new Set(mapped);

/** The people of the first key accounts besides their two contacts; those far down come first, so that each is placed while those above stay as they are. */
const others = mapped.flatMap((i) => {
  const customer = customers[i] as (typeof customers)[number];
  const abroad = customer.values.region === 'overseas';
  return OTHERS.map(([here, there, role, influence, above], j) => {
    const at = Math.min(customer.at + whole(5, 90), -2);
    const key = (place: number) => `contact${contacts.length + mapped.indexOf(i) * OTHERS.length + place}`;
    const reports_to = above === 'first' ? `@contact${i * 2}` : above === null ? null : `@${key(above)}`;
    return {
      ...{ key: key(j), owner: customer.owner, at },
      values: {
        ...{ name: abroad ? `${pick(firsts)} ${pick(lasts)}` : `${pick(surnames)}${pick(given)}`, customer: `@customer${i}` },
        ...{ job_title: abroad ? there : here, decision_role: role, attitude: attitude(), influence, email: `${key(j)}@example.com` },
        phone: abroad ? `+44 7${whole(100000000, 999999999)}` : `13${whole(100000000, 999999999)}`,
      },
      steps: reports_to ? [{ at: Math.min(at + whole(1, 20), -1), values: { reports_to } }] : [],
    };
  }).toReversed();
});

/** All contacts: of key accounts with how they stand to us and who reports to whom, of some others as well. */
export const peopleMap = [
  ...others,
  ...contacts.map((contact, n) => {
    const i = Math.floor(n / 2);
    const known = isMapped.has(i) || chance(0.25);
    if (!known) return contact;
    const influence = n % 2 === 0 ? 'high' : pick(['medium', 'low']);
    const values = { ...contact.values, attitude: attitude(), influence };
    if (n % 2 === 0) return { ...contact, values };
    return { ...contact, values, steps: [{ at: Math.min(contact.at + whole(1, 30), -1), values: { reports_to: `@contact${n - 1}` } }] };
  }),
];
