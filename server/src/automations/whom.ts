import { type Automation, type Language, type Node, type Recipient, reachedFrom } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type ReadyAutomation, stepsTaken } from '@pipewright/process';

/** The step that a run begins with, at a level of a ladder. */
export const begins = ({ on, start }: Automation, level: string | null) =>
  on.kind === 'since' ? (on.levels.find(({ key }) => key === level)?.start ?? start) : start;
const meant = (nodes: readonly Node[]) =>
  nodes.flatMap((node) => (node.kind === 'notify' || node.kind === 'cc' || node.kind === 'mail' ? node.to : []));

/** For whom the steps may be that tell people something, whichever way a run takes. */
export function toldBy(automation: Automation, level: string | null): Recipient[] {
  return meant(reachedFrom(automation.nodes, begins(automation, level)));
}

/** For whom the steps are that a run takes at once for a record with these facts. */
export function toldAtOnce(ready: ReadyAutomation, level: string | null, facts: Facts): Recipient[] {
  return meant(stepsTaken(ready, begins(ready.automation, level), facts));
}

/** What a level of a ladder is called. */
export function levelNamed({ on }: Automation, level: string | null, language: Language): string | null {
  const known = on.kind === 'since' ? on.levels.find(({ key }) => key === level) : undefined;
  return known?.name[language] ?? level;
}
