import { Empty } from 'antd';
import type { ReactNode } from 'react';

/** What stands where there is nothing yet: why, and what can be done about it. */
export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return <Empty description={text}>{children}</Empty>;
}
