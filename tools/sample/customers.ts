import { companyIdCheck } from '../../packages/definition/src/index.ts';
import { owners, regionOf } from './company.ts';
import { days } from './dice.ts';

const { whole, pick, chance, money } = days;

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
/** The customers, some of each class, in the region of who sells to them. */
export const customers = Array.from({ length: 300 }, (_, i) => {
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
