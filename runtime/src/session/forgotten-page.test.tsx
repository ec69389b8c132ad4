import { describe, expect, it } from 'vitest';
import { screen } from '../../../test/dom/draw.tsx';
import { visit } from '../../../test/dom/visit.tsx';

describe('who forgot the password', () => {
  it('is led there from the sign-in page where a mail server is set, and only there', async () => {
    const first = await visit('/sign-in', { 'GET /sign-in-help': { forgotten: true } });
    const link = await screen.findByRole('link', { name: 'Forgot your password?' });
    await first.person.click(link);
    expect(await screen.findByRole('heading', { name: 'Forgotten password' })).toBeDefined();
    expect(first.address()).toBe('/forgotten');
    await visit('/sign-in', { 'GET /sign-in-help': {} });
    await screen.findByRole('button', { name: 'Sign in' });
    expect(screen.queryByRole('link', { name: 'Forgot your password?' })).toBeNull();
  });

  it('asks for a link, and hears the same whether there is such an account', async () => {
    const { person, server } = await visit('/forgotten', { 'POST /auth/forgotten': {} }, { language: 'zh-CN' });
    await person.click(await screen.findByRole('button', { name: '发送链接' }));
    expect(await screen.findByText('请输入邮箱。')).toBeDefined();
    await person.type(screen.getByLabelText('邮箱'), ' li@x.example ');
    await person.click(screen.getByRole('button', { name: '发送链接' }));
    expect((await screen.findByText(/如果该邮箱已有账户/)).closest('[role=status]')).not.toBeNull();
    expect(server.writes()).toEqual([['POST /auth/forgotten', { email: 'li@x.example' }]]);
    expect(screen.getByRole('link', { name: '返回登录' }).getAttribute('href')).toBe('/sign-in');
  });
});
