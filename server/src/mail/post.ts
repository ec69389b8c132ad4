import { log } from '../log/log.ts';
import type { Letter } from './letter.ts';
import type { MailSettings } from './mail-settings.ts';

/** The way letters go out. */
export interface Post {
  /** Sends a letter once. Answers whether the mail server took it; why not stands in the log, without the letter. */
  readonly send: (to: { readonly name: string; readonly address: string }, letter: Letter) => Promise<boolean>;
}

/** Whoever waits for a mail server looks at a screen. */
const LONGEST_MS = 10_000;

/** Opens the way through a mail server, which is not asked before there is a letter. */
export function openPost({ url, from }: MailSettings): Post {
  return {
    send: async (to, { subject, text, html }) => {
      try {
        // Not needed where nobody sends anything.
        const { createTransport } = await import('nodemailer');
        const patience = { connectionTimeout: LONGEST_MS, greetingTimeout: LONGEST_MS, socketTimeout: LONGEST_MS, dnsTimeout: LONGEST_MS };
        const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
        await transport.sendMail({ from, to, subject, text, html, headers: { 'auto-submitted': 'auto-generated' } });
        return true;
      } catch (error) {
        // What a mail server says may quote the letter.
        const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
        log.error({ code: String(code ?? ''), response: String(responseCode ?? '') }, 'The mail server did not take a letter.');
        return false;
      }
    },
  };
}
