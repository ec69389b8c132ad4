// The people of the sample company and the teams they work in.

/** The departments, each with who leads it. */
export const departments = [
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
/** Everybody who works there. */
export const people: { key: string; name: string; department: string; role: string; email?: string; installationAdmin?: boolean }[] = [
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
/** The region that somebody works in. */
export const regionOf = (person: string) => {
  const department = departments.find((each) => each.key === people.find((one) => one.key === person)?.department);
  return department?.parent ?? department?.key ?? 'hq';
};
/** Those who sell. */
export const owners = people.filter((person) => person.role === 'sales');
