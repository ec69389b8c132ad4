import { createHash } from 'node:crypto';
import { log } from '../log/log.ts';
import type { Letter } from './letter.ts';
import type { MailSettings } from './mail-settings.ts';

interface Addressee {
  /** Empty where nobody knows it. */
  readonly name: string;
  readonly address: string;
}

/** What a mail server did with a letter: took it, or not; then whether it may later, and the number it answered with. */
export interface Handed {
  readonly taken: boolean;
  readonly again: boolean;
  readonly response: number | null;
}

/** The way letters go out. */
export interface Post {
  /** Sends a letter once. Answers whether the mail server took it; why not stands in the log, without the letter. */
  readonly send: (to: Addressee, letter: Letter) => Promise<boolean>;
  /**
   * The same, and tells whether it is worth while to send it again.
   * @param id by which mail servers know the same letter again
   */
  readonly hand: (to: Addressee, letter: Letter, id?: string) => Promise<Handed>;
}

/** Whoever waits for a mail server looks at a screen. */
const LONGEST_MS = 10_000;

/** Opens the way through a mail server, which is not asked before there is a letter. */
export function openPost({ url, from }: MailSettings): Post {
  const hand: Post['hand'] = async (to, { subject, text, html, unsubscribe }, id) => {
    try {
      // Not needed where nobody sends anything.
      const { createTransport } = await import('nodemailer');
      const patience = { connectionTimeout: LONGEST_MS, greetingTimeout: LONGEST_MS, socketTimeout: LONGEST_MS, dnsTimeout: LONGEST_MS };
      const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
      const known = id === undefined ? {} : { messageId: `<${createHash('sha256').update(id).digest('hex')}@pipewright>` };
      const list = unsubscribe === undefined ? {} : { list: { unsubscribe } };
      await transport.sendMail({ from, to, subject, text, html, ...known, ...list, headers: { 'auto-submitted': 'auto-generated' } });
      return { taken: true, again: false, response: null };
    } catch (error) {
      // What a mail server says may quote the letter.
      const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
      log.error({ code: String(code ?? ''), response: String(responseCode ?? '') }, 'The mail server did not take a letter.');
      const response = typeof responseCode === 'number' ? responseCode : null;
      // A no for good is one to this letter; one to our own name and password is for whoever runs the server to mend.
      return { taken: false, again: response === null || response < 500 || code === 'EAUTH', response };
    }
  };
  return { hand, send: async (to, letter) => (await hand(to, letter)).taken };
}
