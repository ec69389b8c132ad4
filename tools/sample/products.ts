/** What the company sells. */
export const products = [
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
