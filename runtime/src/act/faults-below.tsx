import type { Fault } from '@pipewright/definition';
import { look } from '@pipewright/ui';

/** The id of what is said below an input, for readers of screens. */
export const faultsId = (input: string) => `${input}_faults`;

/** What is wrong with the input above, a line each. */
export function FaultsBelow({ input, faults }: { input: string; faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <div id={faultsId(input)} role="alert" className={look.bad}>
      {faults.map(({ message }) => (
        <div key={message}>{message}</div>
      ))}
    </div>
  );
}
