import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { fieldOf } from '@pipewright/definition';
import type { ReactNode, Ref } from 'react';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import * as css from './group-cards.module.css';
import { GroupLabel, type GroupProps } from './group-label.tsx';
import { figuresInWords } from './totals-line.tsx';

/** A group on a phone: its heading with the figures of its records in a line, and below it the cards. */
export function GroupCards({
  entity,
  field,
  group,
  currency,
  onToggle,
  children,
  ref,
}: GroupProps & { children?: ReactNode; ref?: Ref<HTMLElement> }) {
  const text = useText();
  const figures = figuresInWords(
    [...group.figures].map(([key, total]) => [fieldOf(entity, key), total] as const),
    currency,
    text,
  );
  return (
    <section ref={ref} className={css.group}>
      <h2 className={css.head}>
        <button type="button" className={look.bare} aria-expanded={group.open} onClick={onToggle}>
          {group.open ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}{' '}
          <span>
            <GroupLabel {...{ field, group, currency }} />
          </span>{' '}
          <small>{text.t('group.count', { count: group.count })}</small>
        </button>
      </h2>
      {figures.length > 0 && <p className={look.quiet}>{figures.join(' · ')}</p>}
      {children}
    </section>
  );
}
