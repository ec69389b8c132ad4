import type { ReactNode } from 'react';
import { type Absent, EmptyPicture } from './empty-picture.tsx';
import * as css from './nothing.module.css';

/** What stands where there is nothing yet: a picture, why, and what can be done about it. */
export function Nothing({
  text,
  of = 'records',
  small = false,
  children,
}: {
  text: string;
  /** What is not there. */
  of?: Absent;
  /** Where there is little room: in a menu, in a part of a page. */
  small?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={small ? `${css.nothing} ${css.small}` : css.nothing}>
      <EmptyPicture of={of} />
      <p>{text}</p>
      {children}
    </div>
  );
}
