import { DarkSwitch, LanguageSwitch } from '@pipewright/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { chooseLanguage } from '../data/own.ts';
import * as css from './door.module.css';

/** The place before the apps: a panel with a heading, what went wrong, and a form; what else there is stands below. */
export function Door({
  name,
  lead,
  fault,
  children,
  below,
}: {
  name: string;
  lead: string;
  fault: string | undefined;
  children: ReactNode;
  below?: ReactNode;
}) {
  return (
    <main className={css.door}>
      <div className={css.corner}>
        <LanguageSwitch onChange={chooseLanguage} />
        <DarkSwitch />
      </div>
      <section className={css.panel}>
        <h1 className={css.name}>{name}</h1>
        <p>{lead}</p>
        {fault && <Alert type="error" showIcon title={fault} role="alert" className={css.fault} />}
        {children}
      </section>
      {below}
    </main>
  );
}
