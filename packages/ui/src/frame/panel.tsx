import { Card, type CardProps } from 'antd';
import type { ReactNode } from 'react';
import * as css from './frame.module.css';

/** What belongs together on a ground of its own, with a heading and what can be done with it at its end. */
export function Panel({
  title,
  actions,
  className = '',
  ...card
}: Omit<CardProps, 'title' | 'extra' | 'actions' | 'children' | 'style' | 'styles'> & {
  title?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const heading = card.size === 'small' ? `${css.panelTitle} ${css.small}` : css.panelTitle;
  return (
    <Card
      {...card}
      className={`${css.panel} ${className}`}
      {...(title === undefined ? {} : { title: <h2 className={heading}>{title}</h2> })}
      extra={actions}
    />
  );
}
