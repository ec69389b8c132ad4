import type { Fault } from '@pipewright/definition';
import { look } from '@pipewright/ui';
import { Alert } from 'antd';

const MOST = 12;

/** What is wrong, one line each; nothing where nothing is. */
export function FaultList({ type, title, faults }: { type: 'error' | 'warning'; title: string; faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  const lines = faults.slice(0, MOST).map((fault) => <li key={fault.path + fault.message}>{fault.message}</li>);
  return (
    <Alert type={type} role="alert" showIcon className={look.note} title={title} description={<ul className={look.bullets}>{lines}</ul>} />
  );
}
