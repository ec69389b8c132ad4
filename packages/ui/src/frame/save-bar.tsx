import { Flex } from 'antd';
import type { ReactNode } from 'react';
import * as css from './save-bar.module.css';

/** What ends a form, in sight at the lower edge for as long as the form is longer than what it stands in. */
export function SaveBar({ children }: { children: ReactNode }) {
  return (
    <Flex gap={8} className={css.bar}>
      {children}
    </Flex>
  );
}
