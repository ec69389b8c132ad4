import { Layout } from 'antd';
import type { ReactNode } from 'react';
import * as css from './frame.module.css';

/** A page inside a frame: its heading, what can be done on it at its end, the ways to look at it as tabs below, and what it shows. */
export function Page({
  title,
  actions,
  views,
  children,
}: {
  title: ReactNode;
  actions?: ReactNode;
  views?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <div className={views ? `${css.heading} ${css.overViews}` : css.heading}>
        <h1>{title}</h1>
        {actions}
      </div>
      {views}
      {children}
    </>
  );
}

/** The place of a page that stands without navigation at its side; a slim one is for reading and typing. */
export function Alone({ slim = false, children }: { slim?: boolean; children: ReactNode }) {
  return <main className={slim ? `${css.alone} ${css.slim}` : css.alone}>{children}</main>;
}

/** The place of a page beside the navigation. */
export function Content({ className = '', children }: { className?: string | undefined; children: ReactNode }) {
  return <Layout.Content className={`${css.content} ${className}`}>{children}</Layout.Content>;
}

/** A whole window: navigation, bar and content fill it. */
export function Frame({ children }: { children: ReactNode }) {
  return <Layout className={css.frame}>{children}</Layout>;
}

/** The bar on top of a window. */
export function Bar({ children }: { children?: ReactNode }) {
  return <Layout.Header className={css.bar}>{children}</Layout.Header>;
}
