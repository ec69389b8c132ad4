import type { Issue, IssueCode, IssueParam } from '@pipewright/logic';
import type { App } from '../model/app.ts';
import { stepName } from '../model/automation/chain.ts';
import { hostOfAddress, readAddress, secretsInHeaders } from '../model/automation/request.ts';

/** What automations may ask of other programs, which stands beside the definition. */
export interface CallGround {
  readonly hosts: readonly string[];
  readonly secrets: readonly { readonly name: string; readonly hosts: readonly string[] }[];
  /** Whether addresses without https may be asked. */
  readonly open: boolean;
}

/**
 * What speaks against the requests of an app: a host that may not be asked, an address without https, a secret that is not there or not for that host. It does not forbid them: all of that can be
 * set right after it is published.
 */
export function callAdvice({ automations = [] }: App, { hosts, secrets, open }: CallGround): Issue[] {
  return automations.flatMap((automation, i) =>
    automation.nodes.flatMap((node, j): Issue[] => {
      if (node.kind !== 'http') return [];
      const path = `automations.${i}.nodes.${j}`;
      const at = stepName(automation, node.key);
      const say = (place: string, code: Extract<IssueCode, `advice.${string}`>, more: Record<string, IssueParam>): Issue => ({
        path: `${path}.${place}`,
        code,
        params: { automation: automation.name, at, ...more },
      });
      const host = hostOfAddress(node.url);
      return [
        ...(hosts.includes(host) ? [] : [say('url', 'advice.call_host', { host })]),
        ...(open || readAddress(node.url)?.url.protocol === 'https:' ? [] : [say('url', 'advice.call_https', {})]),
        ...secretsInHeaders(node.headers).flatMap((name) => {
          const known = secrets.find((each) => each.name === name);
          if (!known) return [say('headers', 'advice.secret', { name })];
          return known.hosts.includes(host) ? [] : [say('headers', 'advice.secret_host', { name, host })];
        }),
      ];
    }),
  );
}
