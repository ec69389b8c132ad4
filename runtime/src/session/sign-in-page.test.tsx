import { describe, expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';

const SIGN_IN = 'POST /auth/sign-in/email';
const demo = { email: 'admin@demo.local', password: 'pipewright-demo', sales: 's@demo.local', manager: 'm@demo.local' };

async function arrive(more: Answers = {}, address = '/sign-in', options: Parameters<typeof visit>[2] = {}) {
  const answers: Answers = { 'GET /sign-in-help': {}, 'GET /apps': { apps: [] }, [SIGN_IN]: {}, ...more };
  const visited = await visit(address, answers, options);
  const go = await screen.findByRole('button', { name: options.language === 'zh-CN' ? '登录' : 'Sign in' });
  const signIn = async (email: string, password: string) => {
    if (email) await visited.person.type(screen.getByLabelText('E-mail'), email);
    if (password) await visited.person.type(screen.getByLabelText('Password'), password);
    await visited.person.click(go);
  };
  return { ...visited, signIn, go };
}
const fault = async () => (await screen.findByRole('alert')).textContent;

describe('signing in', () => {
  it('takes address and password, and leads to the apps', async () => {
    const { signIn, server, address } = await arrive();
    await signIn(' li@acme.cn ', 'long enough words');
    await waitFor(() => expect(address()).toBe('/'));
    expect(server.writes()).toEqual([[SIGN_IN, { email: 'li@acme.cn', password: 'long enough words' }]]);
  });

  it('leads on to where one wanted to go, and never away from here', async () => {
    const inside = await arrive({ 'GET /apps/x/definition': refuse(404, 'There is no such app.') }, '/sign-in?to=/a/x');
    await inside.signIn('li@acme.cn', 'long enough words');
    await waitFor(() => expect(inside.address()).toBe('/a/x'));
    const outside = await arrive({}, '/sign-in?to=//evil.example/a');
    await outside.signIn('li@acme.cn', 'long enough words');
    await waitFor(() => expect(outside.address()).toBe('/'));
  });

  it('asks for what is missing without asking the server', async () => {
    const { signIn, server } = await arrive();
    await signIn('', '');
    expect((await screen.findAllByRole('alert')).map((each) => each.textContent)).toEqual(['Enter your e-mail.', 'Enter your password.']);
    expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true');
    expect(server.writes()).toEqual([]);
  });

  it('does not say which of both is wrong', async () => {
    const { signIn, address } = await arrive({ [SIGN_IN]: refuse(401, 'Invalid email or password') });
    await signIn('li@acme.cn', 'wrong words');
    expect(await fault()).toBe('E-mail or password is not right.');
    expect(address()).toBe('/sign-in');
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('li@acme.cn');
  });

  it('says how long to wait after too many attempts', async () => {
    const { signIn } = await arrive({ [SIGN_IN]: refuse(429, 'Too many attempts. Wait 15 minutes.') });
    await signIn('li@acme.cn', 'wrong words');
    expect(await fault()).toBe('Too many attempts. Wait 15 minutes.');
  });

  it('says so where the server fails', async () => {
    const { signIn } = await arrive({ [SIGN_IN]: refuse(500, 'x') });
    await signIn('li@acme.cn', 'some words');
    expect(await fault()).toBe('The server cannot be reached. What you entered is kept; try again in a moment.');
  });

  it('is one press in the demo', async () => {
    const { person, server } = await arrive({ 'GET /sign-in-help': { demo } });
    expect(await screen.findByText(/their password is pipewright-demo/)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Sales manager · m@demo.local' }));
    expect(server.writes()).toEqual([[SIGN_IN, { email: 'm@demo.local', password: 'pipewright-demo' }]]);
  });

  it('speaks Chinese, and changes the language at once', async () => {
    const { person } = await arrive({}, '/sign-in', { language: 'zh-CN' });
    expect(screen.getByLabelText('邮箱')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: /English$/ }));
    expect(await screen.findByLabelText('E-mail')).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});
