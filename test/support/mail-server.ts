import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A letter as a mail server got it. */
export interface Taken {
  readonly to: readonly string[];
  /** All of it, headers first. */
  readonly raw: string;
  readonly header: (name: string) => string | undefined;
  /** The plain text, decoded. */
  readonly text: string;
}

/** A mail server for tests. */
export interface MailServer {
  readonly url: string;
  readonly taken: Taken[];
  /** Addresses whose letters it refuses. */
  readonly refuses: Set<string>;
  readonly close: () => Promise<void>;
}

/** The plain part of a letter, out of what its encoding made of it. */
function plainOf(raw: string): string {
  const [head = '', ...rest] = (
    raw.split(/\r\n--/).find((each) => /content-type: text\/plain/i.test(each.split('\r\n\r\n')[0] ?? '')) ?? ''
  ).split('\r\n\r\n');
  const body = rest.join('\r\n\r\n').trim();
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** A header line with its encoded words read. */
const decoded = (line: string) =>
  line
    .replace(/\r\n\s+/g, ' ')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, words: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(words, 'base64').toString()
        : Buffer.from(
            words.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/gi, (_sign, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString(),
    );

/** Opens a mail server on a free port of this machine. */
export async function openMail(): Promise<MailServer> {
  const taken: Taken[] = [];
  const refuses = new Set<string>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _, done) =>
      done(refuses.has(address) ? Object.assign(new Error('No such box'), { responseCode: 550 }) : undefined),
    onData: (stream, { envelope }, done) => {
      void text(stream).then((raw) => {
        const head = raw.split('\r\n\r\n')[0] ?? '';
        const header = (name: string) => {
          const found = new RegExp(`^${name}: ((?:.*)(?:\\r\\n[ \\t].*)*)`, 'im').exec(head)?.[1];
          return found === undefined ? undefined : decoded(found);
        };
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), raw, header, text: plainOf(raw) });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, taken, refuses, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
