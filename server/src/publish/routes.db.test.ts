import { refuses } from '../../../test/support/refusals.ts';

const at = '/apps/opportunity';

refuses('the routes of publishing', [
  ['nobody', 'GET', `${at}/draft`, undefined, 401, 'signin.needed'],
  ['stranger', 'GET', `${at}/draft`, undefined, 404, 'unknown.app'],
  ['sales', 'GET', `${at}/draft`, undefined, 403, 'denied.admin'],
  ['sales', 'POST', `${at}/publish`, { base: 1, revision: 1 }, 403, 'denied.admin'],
  ['sales', 'POST', `${at}/rollback`, { base: 1, version: 1 }, 403, 'denied.admin'],
  ['sales', 'GET', `${at}/versions`, undefined, 403, 'denied.admin'],
  ['admin', 'PUT', `${at}/draft`, '{', 422, 'body.json'],
  ['admin', 'PUT', `${at}/draft`, { revision: 1 }, 422, 'body.shape', 'definition'],
  ['admin', 'PUT', `${at}/draft`, { revision: 999, definition: {} }, 409, 'draft.conflict'],
  ['admin', 'POST', `${at}/publish`, {}, 422, 'body.shape', 'base'],
  ['admin', 'POST', `${at}/publish`, { base: 1, revision: 999 }, 409, 'draft.conflict'],
  ['admin', 'POST', `${at}/publish`, { base: -1, revision: 1 }, 422, 'body.shape', 'base'],
  ['admin', 'POST', `${at}/rollback`, { base: 1, version: 999 }, 404, 'unknown.version'],
  ['admin', 'POST', `${at}/rollback`, { base: 1, version: 0 }, 422, 'body.shape', 'version'],
  ['admin', 'POST', `${at}/dry-run`, { places: [] }, 422, 'body.shape', 'places'],
  ['admin', 'GET', `${at}/dry-run/records`, undefined, 422, 'body.shape', 'effect'],
  ['admin', 'GET', `${at}/dry-run/records?effect=nothing`, undefined, 404, 'unknown.effect'],
  ['admin', 'GET', `${at}/dry-run/records?effect=x&places={`, undefined, 422, 'body.json'],
  ['admin', 'GET', `${at}/versions/999`, undefined, 404, 'unknown.version'],
  ['admin', 'GET', `${at}/versions/nothing`, undefined, 404, 'unknown.version'],
  ['admin', 'GET', `${at}/versions/1/changes-to/999`, undefined, 404, 'unknown.version'],
  ['admin', 'POST', `${at}/versions/999/dry-run`, {}, 404, 'unknown.version'],
  ['admin', 'GET', `${at}/versions/999/dry-run/records?effect=x`, undefined, 404, 'unknown.version'],
]);
