import { type App, type Entity, fillHeader, followerOf, type Language, type RequestJson, sentence } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { effectOf, type ReadyAutomation, stepsTaken } from '@pipewright/process';
import { addressIssue } from './call.ts';
import { begins } from './whom.ts';

/** What stands in the place of a secret. */
const SECRET = '••••';

/** What a run would ask of another program first, of all that it does at once for a record with these facts; undefined where it asks nobody. Nothing is asked. */
export function askedFirst(
  app: App,
  entity: Entity,
  ready: ReadyAutomation,
  { level, facts }: { readonly level: string | null; readonly facts: Facts },
  language: Language,
): RequestJson | undefined {
  const start = begins(ready.automation, level);
  const last = stepsTaken(ready, start, facts).at(-1);
  const branched = last && ready.nodes.get(last.key);
  const effect = branched && effectOf(branched, facts);
  const next = last ? followerOf(last, effect?.kind === 'branch' ? effect.exit : undefined) : start;
  const stands = next === null ? undefined : ready.nodes.get(next);
  const asks = stands?.node.kind === 'http' ? effectOf(stands, facts) : undefined;
  if (asks?.kind !== 'http') return undefined;
  const { method, address, headers, body = null } = asks;
  return {
    ...{ method, url: 'url' in address ? address.url : null, body },
    headers: Object.entries(headers).map(([name, value]) => ({ name, value: fillHeader(value, () => SECRET) })),
    fault: 'url' in address ? null : sentence(addressIssue(app, entity, address), language),
  };
}
