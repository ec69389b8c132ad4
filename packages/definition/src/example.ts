import type { App } from './model/app.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });

/** A small app for tests: deals with two pipelines, and firms they refer to. */
export function exampleApp(): App {
  const stage = (key: string, probability: number) => ({
    key,
    name: label(key),
    probability,
    color: 'blue' as const,
    required: [] as string[],
    gates: [],
  });
  const grant = { read: 'own' as const, create: true, update: 'own' as const, delete: 'none' as const, hidden: ['cost'], readonly: [] };
  return {
    formatVersion: 2,
    name: label('Example'),
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    entities: [
      {
        key: 'deal',
        name: label('Deal', '商机'),
        plural: label('Deals', '商机'),
        title: 'name',
        fields: [
          { key: 'name', type: 'text', name: label('Name', '名称'), required: true, searchable: true },
          { key: 'firm', type: 'reference', name: label('Firm', '公司'), target: 'firm' },
          { key: 'amount', type: 'money', name: label('Amount', '金额'), required: true },
          { key: 'cost', type: 'money', name: label('Cost', '成本') },
          { key: 'due', type: 'date', name: label('Due', '日期') },
          {
            key: 'reason',
            type: 'choice',
            name: label('Reason', '原因'),
            options: [{ key: 'price', name: label('Price') }],
            showIf: { '==': [{ var: 'status' }, 'lost'] },
          },
        ],
        form: [{ key: 'main', name: label('Main'), fields: ['name', 'firm', 'amount', 'cost', 'due', 'reason'] }],
        views: [{ key: 'all', name: label('All'), columns: ['name', 'amount'] }],
        constraints: [
          {
            key: 'positive',
            rule: { or: [{ '==': [{ var: 'amount' }, null] }, { '>=': [{ var: 'amount' }, 0] }] },
            message: label('Must not be negative'),
            field: 'amount',
          },
        ],
        process: {
          pipelines: [
            {
              key: 'big',
              name: label('Big'),
              when: { '==': [{ var: 'firm.size' }, 'big'] },
              stages: [stage('start', 10), stage('tender', 50)],
            },
            {
              key: 'plain',
              name: label('Plain'),
              when: null,
              stages: [
                {
                  ...stage('start', 10),
                  required: ['due'],
                  gates: [{ key: 'worth', rule: { '>': [{ var: 'amount' }, 100] }, message: label('It is worth too little') }],
                },
                stage('offer', 50),
                stage('sign', 90),
              ],
            },
          ],
          wonRequires: [],
          lostRequires: ['reason'],
          amount: 'amount',
          closeDate: 'due',
        },
      },
      {
        key: 'firm',
        name: label('Firm', '公司'),
        plural: label('Firms', '公司'),
        title: 'name',
        fields: [
          { key: 'name', type: 'text', name: label('Name', '名称'), required: true },
          {
            key: 'size',
            type: 'choice',
            name: label('Size', '规模'),
            options: [
              { key: 'big', name: label('Big') },
              { key: 'small', name: label('Small') },
            ],
          },
        ],
        form: [{ key: 'main', name: label('Main'), fields: ['name', 'size'] }],
        views: [{ key: 'all', name: label('All'), columns: ['name'] }],
        constraints: [],
      },
    ],
    roles: [
      { key: 'admin', name: label('Admin'), admin: true, grants: {} },
      { key: 'sales', name: label('Sales'), grants: { deal: grant } },
    ],
    reports: [
      {
        key: 'sum',
        name: label('Sum'),
        entity: 'deal',
        chart: 'number',
        dimensions: [],
        measures: [{ key: 'sum', fn: 'sum', field: 'amount' }],
      },
    ],
    dashboards: [{ key: 'all', name: label('All'), tiles: [{ report: 'sum', width: 12 }] }],
  };
}
