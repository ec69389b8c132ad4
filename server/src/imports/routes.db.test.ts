import { refuses } from '../../../test/support/refusals.ts';

const at = '/apps/opportunity/imports';
const CSV = 'name\nx\n';

refuses('the routes of imports', [
  ['nobody', 'POST', `${at}/customer`, CSV, 401, 'signin.needed'],
  ['stranger', 'POST', `${at}/customer`, CSV, 404, 'unknown.app'],
  ['stranger', 'GET', `${at}/{none}`, undefined, 404, 'unknown.app'],
  ['sales', 'POST', `${at}/nothing`, CSV, 404, 'unknown.entity', 'entity'],
  ['sales', 'POST', `${at}/product`, CSV, 403, 'denied.create'],
  ['sales', 'POST', `${at}/customer`, '\n', 422, 'csv.columns'],
  ['sales', 'GET', `${at}/{none}`, undefined, 404, 'unknown.import'],
  ['sales', 'GET', `${at}/not-an-id`, undefined, 404, 'unknown.import'],
  ['sales', 'POST', `${at}/{none}/preview`, { targets: {} }, 404, 'unknown.import'],
  ['sales', 'POST', `${at}/{none}/run`, { targets: {} }, 404, 'unknown.import'],
  ['sales', 'GET', `${at}/{none}/refused.csv`, undefined, 404, 'unknown.import'],
]);
