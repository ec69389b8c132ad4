import { refuses } from '../../../test/support/refusals.ts';

const run = '/apps/opportunity/reports/run';
const question = (more: object) => ({ report: { entity: 'opportunity', dimensions: [], measures: [{ key: 'n', fn: 'count' }], ...more } });

refuses('the routes of reports', [
  ['nobody', 'POST', run, { report: 'won_value' }, 401, 'signin.needed'],
  ['stranger', 'POST', run, { report: 'won_value' }, 404, 'unknown.app'],
  ['sales', 'POST', run, { report: 'nothing' }, 422, 'unknown.report', 'report'],
  ['sales', 'POST', run, '{', 422, 'body.json'],
  ['sales', 'POST', run, {}, 422, 'body.shape', 'report'],
  ['sales', 'POST', run, { report: 7 }, 422, 'body.shape', 'report'],
  ['sales', 'POST', run, { report: 'won_value', more: 1 }, 422, 'body.shape', ''],
  ['sales', 'POST', run, question({ entity: 'nothing' }), 404, 'unknown.entity', 'entity'],
  ['sales', 'POST', run, question({ measures: [] }), 422, 'body.shape', 'report'],
  ['sales', 'POST', run, question({ limit: 5001 }), 422, 'body.shape', 'report'],
  ['sales', 'POST', run, question({ dimensions: [{ key: 'd', field: 'nothing' }] }), 422, 'unknown.field'],
  ['sales', 'POST', run, question({ dimensions: [{ key: 'd', field: 'customer.nothing' }] }), 422, 'unknown.field'],
  ['sales', 'POST', run, question({ measures: [{ key: 'm', fn: 'sum', field: 'nothing' }] }), 422, 'unknown.field'],
  ['sales', 'POST', run, question({ sort: [{ by: 'nothing' }] }), 422, 'unknown.field', 'sort'],
  ['sales', 'POST', run, question({ filter: { '==': [{ var: 'nothing' }, 1] } }), 422, 'rule.variable'],
]);
