import { refuses } from '../../../test/support/refusals.ts';

const at = '/apps/opportunity';
const view = { key: 'mine', name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'] };

refuses('the routes of apps', [
  ['nobody', 'GET', '/apps', undefined, 401, 'signin.needed'],
  ['nobody', 'GET', `${at}/definition`, undefined, 401, 'signin.needed'],
  ['stranger', 'GET', `${at}/definition`, undefined, 404, 'unknown.app'],
  ['stranger', 'GET', `${at}/openapi.json`, undefined, 404, 'unknown.app'],
  ['sales', 'GET', '/apps/nothing/definition', undefined, 404, 'unknown.app'],
  ['sales', 'POST', `${at}/views`, '{', 422, 'body.json'],
  ['sales', 'POST', `${at}/views`, { entity: 'customer' }, 422, 'body.shape', 'view'],
  ['sales', 'POST', `${at}/views`, { entity: 'customer', view: { ...view, columns: [] } }, 422, 'body.shape', 'view.columns'],
  ['sales', 'POST', `${at}/views`, { entity: 'nothing', view }, 404, 'unknown.entity', 'entity'],
  ['sales', 'DELETE', `${at}/views/{none}`, undefined, 404, 'unknown.record'],
  ['sales', 'DELETE', `${at}/views/not-an-id`, undefined, 404, 'unknown.record'],
  ['nobody', 'GET', '/templates', undefined, 401, 'signin.needed'],
  ['sales', 'POST', '/apps', { key: 'fresh', template: 'opportunity' }, 403, 'denied.installation'],
  ['admin', 'POST', '/apps', {}, 422, 'body.shape', 'key'],
  ['admin', 'POST', '/apps', { key: 'fresh', template: 'nothing' }, 404, 'unknown.template'],
  ['admin', 'POST', '/apps', { key: 'Not a key', template: 'opportunity' }, 422, 'app.key'],
]);
