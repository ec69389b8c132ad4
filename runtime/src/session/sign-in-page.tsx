import { LockOutlined, MailOutlined } from '@ant-design/icons';
import { call, Refused, signIn } from '@pipewright/client';
import { useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
// The library's own entry brings every kind of input with it.
import Input from 'antd/es/input/Input.js';
import Password from 'antd/es/input/Password.js';
import { useState } from 'react';
import * as css from './door.module.css';
import { Door } from './door.tsx';

/** Sign-in. In the embedded demo it names the demo accounts and fills them in. */
export function SignInPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const router = useRouter();
  const queries = useQueryClient();
  const { to } = useSearch({ from: '/sign-in' });
  const [typed, setTyped] = useState({ email: '', password: '' });
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const help = useQuery({ queryKey: ['help'], queryFn: () => call('readSignInHelp', {}) });
  const demo = help.data?.demo;
  const submit = async ({ email, password }: { email: string; password: string }) => {
    setTried(true);
    if (email.trim() === '' || password.trim() === '') return;
    setBusy(true);
    setFault(undefined);
    try {
      const next = to?.startsWith('/') && !to.startsWith('//') ? to : '/';
      // The program of the next page is fetched while the password is checked.
      router.preloadRoute({ to: next.split('?')[0] ?? '/' }).catch(() => undefined);
      await signIn(email.trim(), password);
      queries.clear();
      await navigate({ to: next });
    } catch (error) {
      setFault(
        error instanceof Refused && error.status === 429
          ? error.message
          : t(error instanceof Refused && error.status < 500 ? 'signIn.wrong' : 'state.offline'),
      );
    } finally {
      setBusy(false);
    }
  };
  const fill = (email: string) => {
    const account = { email, password: demo?.password ?? '' };
    setTyped(account);
    void submit(account);
  };
  return (
    <Door
      name="Pipewright"
      lead={t('signIn.lead')}
      fault={fault}
      below={
        demo && (
          <section className={`${css.panel} ${css.demo}`}>
            <p className={css.lead}>{t('signIn.demo', { password: demo.password })}</p>
            <div className={css.accounts}>
              {(['email', 'manager', 'sales'] as const).map((who) => (
                <Button key={who} onClick={() => fill(demo[who])}>
                  {t(`signIn.as.${who}`)} · {demo[who]}
                </Button>
              ))}
            </div>
          </section>
        )
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(typed);
        }}
      >
        {(['email', 'password'] as const).map((name) => {
          const Line = name === 'email' ? Input : Password;
          const missing = tried && typed[name].trim() === '';
          return (
            <div key={name} className={css.input}>
              <label htmlFor={name}>{t(`signIn.${name}`)}</label>
              <Line
                id={name}
                size="large"
                prefix={name === 'email' ? <MailOutlined /> : <LockOutlined />}
                autoComplete={name === 'email' ? 'username' : 'current-password'}
                inputMode={name === 'email' ? 'email' : 'text'}
                value={typed[name]}
                onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
                {...(missing ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${name}-missing` } : {})}
              />
              {missing && (
                <div id={`${name}-missing`} role="alert" className={css.missing}>
                  {t(`signIn.${name}Needed`)}
                </div>
              )}
            </div>
          );
        })}
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          {t('signIn.go')}
        </Button>
        {help.data?.forgotten && (
          <p className={css.other}>
            <Link to="/forgotten">{t('signIn.forgotten')}</Link>
          </p>
        )}
      </form>
    </Door>
  );
}
