import { type Automation, type Language, type Recipient, reachedFrom } from '@pipewright/definition';

/** The steps from one on that tell people something, for whom each is meant: what a run tells, from where it begins. */
export function toldBy({ nodes, start, on }: Automation, level: string | null): Recipient[] {
  const begins = on.kind === 'since' ? (on.levels.find(({ key }) => key === level)?.start ?? start) : start;
  return reachedFrom(nodes, begins).flatMap((node) => (node.kind === 'notify' || node.kind === 'mail' ? node.to : []));
}

/** What a level of a ladder is called. */
export function levelNamed({ on }: Automation, level: string | null, language: Language): string | null {
  const known = on.kind === 'since' ? on.levels.find(({ key }) => key === level) : undefined;
  return known?.name[language] ?? level;
}
