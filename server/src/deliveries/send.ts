import type { Server } from '../door/env.ts';
import { log } from '../log/log.ts';
import type { Claimed, UsedChannel } from './claim.ts';
import { kinds } from './kinds.ts';
import { letterFrom } from './letter.ts';
import { withAddresses } from './message.ts';
import { failed, keptAnswer, type Outcome } from './outcome.ts';
import { NotReached, type Outgoing, sendOut } from './outgoing.ts';
import { outgoingUrl } from './public-address.ts';
import { unseal } from './secret.ts';
import { webhookId } from './webhook.ts';

/** With what is sent. */
export type Sender = Pick<Server, 'secret' | 'publicUrl' | 'post'> & { readonly outgoing: Outgoing };

/** Where the secret of a channel lies, so that it is read nowhere else. */
export const placeOf = (app: string, id: string) => `${app} ${id}`;

const ADDRESS = /^[^\s<>@,;:"()]+@[^\s<>@,;:"()]+$/;

/** Sends a delivery once and tells what became of it. Throws only where it was given up by the signal. */
export async function sendOnce(sender: Sender, claimed: Claimed, signal?: AbortSignal): Promise<Outcome> {
  try {
    if (claimed.kind === 'mail') return await sendLetter(sender, claimed);
    return claimed.channel ? await sendThrough(sender, claimed, claimed.channel, signal) : failed('gone', false);
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof NotReached)
      return failed(error.fault, error.fault === 'unreachable' || error.fault === 'slow', error.message || null);
    log.error({ err: error, delivery: claimed.id }, 'A delivery could not be sent.');
    return failed('unreachable', true);
  }
}

async function sendThrough(sender: Sender, claimed: Claimed, channel: UsedChannel, signal?: AbortSignal): Promise<Outcome> {
  const { app, key, payload, caused } = claimed;
  if (channel.off) return failed('off', false);
  const secret = channel.secret === null ? undefined : unseal(sender.secret, placeOf(app, channel.id), channel.secret);
  if (channel.secret !== null && secret === undefined) return failed('secret', false);
  const url = outgoingUrl(channel.address, sender.outgoing.inside);
  if (!url) return failed('address', false);
  const { form, read } = kinds[channel.kind];
  const message = withAddresses(payload, sender.publicUrl);
  const { url: address, ...request } = form({ app, key, address: url.href, secret, message, caused, now: Date.now() });
  const outcome = read(await sendOut(address, { ...request, ...(signal && { signal }) }, sender.outgoing));
  return { ...outcome, said: keptAnswer(outcome.said, [secret, channel.address, url.href, ...tokensOf(url)]) };
}

/** What of an address lets in whoever knows it: its query, and long words of its path. */
function tokensOf(url: URL): string[] {
  return [...url.searchParams.values(), ...url.pathname.split('/')].filter((word) => word.length >= 12);
}

async function sendLetter({ post, publicUrl }: Sender, { app, key, target, payload }: Claimed): Promise<Outcome> {
  if (!post) return failed('mailless', false);
  if (!ADDRESS.test(target)) return failed('address', false);
  const { taken, again, response } = await post.hand(
    { name: '', address: target },
    letterFrom(withAddresses(payload, publicUrl)),
    webhookId(app, key),
  );
  return { fault: taken ? null : 'mail', status: response, said: null, again };
}
