import type { Issue } from '@pipewright/logic';
import type { App } from '../model/app.ts';
import { stepName } from '../model/automation/chain.ts';

/** The keys of the channels to which automations of an app post. */
export function channelsNamed({ automations = [] }: App): string[] {
  return [...new Set(automations.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'post' ? [node.channel] : []))))];
}

/**
 * What speaks against an app whose automations post to channels that do not exist. It does not forbid it: channels are no part of a definition, and can be made after it is published.
 * @param channels the keys of those there are
 */
export function channelAdvice({ automations = [] }: App, channels: ReadonlySet<string>): Issue[] {
  return automations.flatMap((automation, i) =>
    automation.nodes.flatMap((node, j): Issue[] =>
      node.kind === 'post' && !channels.has(node.channel)
        ? [
            {
              path: `automations.${i}.nodes.${j}.channel`,
              code: 'advice.channel',
              params: { automation: automation.name, at: stepName(automation, node.key), name: node.channel },
            },
          ]
        : [],
    ),
  );
}
