import { refuses } from '../../../test/support/refusals.ts';

const signIn = '/auth/sign-in/email';
const wish = { name: 'Sheet', app: 'opportunity', writes: false, days: 30 };

refuses('the routes of signing in and of one’s own account', [
  ['nobody', 'POST', signIn, { email: 'sales@demo.local', password: 'wrong' }, 401, 'signin.wrong'],
  ['nobody', 'POST', signIn, { email: 'nobody@demo.local', password: 'pipewright-demo' }, 401, 'signin.wrong'],
  ['nobody', 'POST', signIn, { email: 'sales@demo.local' }, 422, 'body.shape', 'password'],
  ['nobody', 'POST', signIn, { email: 'x', password: 'y', remember: true }, 422, 'body.shape', ''],
  ['nobody', 'POST', signIn, '{', 422, 'body.json'],
  ['nobody', 'POST', '/auth/sign-up/email', { email: 'a@b.c', password: 'x'.repeat(20), name: 'A' }, 404, 'unknown.route'],
  ['nobody', 'POST', '/auth/renew', undefined, 401, 'signin.needed'],
  ['nobody', 'GET', '/account', undefined, 401, 'signin.needed'],
  ['nobody', 'PATCH', '/account', { name: 'x' }, 401, 'signin.needed'],
  ['sales', 'PATCH', '/account', { name: ' ' }, 422, 'body.shape', 'name'],
  ['nobody', 'POST', '/account/password', { current: 'a', password: 'b' }, 401, 'signin.needed'],
  ['nobody', 'DELETE', '/account/sessions', undefined, 401, 'signin.needed'],
  ['nobody', 'DELETE', '/account/sessions/others', undefined, 401, 'signin.needed'],
  ['nobody', 'GET', '/account/tokens', undefined, 401, 'signin.needed'],
  ['nobody', 'POST', '/account/tokens', wish, 401, 'signin.needed'],
  ['nobody', 'DELETE', '/account/tokens/{none}', undefined, 401, 'signin.needed'],
  ['sales', 'POST', '/account/password', { current: 'wrong', password: 'long enough for anybody' }, 422, 'password.wrong', 'current'],
  ['sales', 'POST', '/account/password', { current: 'pipewright-demo', password: 'pipewright-demo' }, 422, 'password.same', 'password'],
  ['sales', 'POST', '/account/password', { current: 'pipewright-demo', password: 'short' }, 422, 'password.short', 'password'],
  ['sales', 'POST', '/account/password', { current: 'pipewright-demo' }, 422, 'body.shape', 'password'],
  ['sales', 'DELETE', '/account/sessions/{none}', undefined, 404, 'unknown.session'],
  ['sales', 'DELETE', '/account/sessions/nothing', undefined, 404, 'unknown.session'],
  ['sales', 'POST', '/account/tokens', { ...wish, app: 'nothing' }, 404, 'unknown.app', 'app'],
  ['stranger', 'POST', '/account/tokens', wish, 404, 'unknown.app', 'app'],
  ['sales', 'POST', '/account/tokens', { ...wish, name: ' ' }, 422, 'body.shape', 'name'],
  ['sales', 'POST', '/account/tokens', { ...wish, days: 0 }, 422, 'body.shape', 'days'],
  ['sales', 'POST', '/account/tokens', { ...wish, days: 367 }, 422, 'body.shape', 'days'],
  ['sales', 'POST', '/account/tokens', { ...wish, writes: 'yes' }, 422, 'body.shape', 'writes'],
  ['sales', 'DELETE', '/account/tokens/{none}', undefined, 404, 'unknown.token'],
  ['sales', 'DELETE', '/account/tokens/nothing', undefined, 404, 'unknown.token'],
]);
