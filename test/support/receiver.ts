import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something that was posted to a receiver. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
  /** Whether whoever sent it is gone by now. */
  readonly left: () => boolean;
}

/** What a receiver answers: a status, with headers and a body where there are any; or nothing at all. */
export type Reply = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } | 'silence';

/** A server that takes what is posted to it, for tests. */
export interface Receiver {
  readonly url: string;
  readonly got: Received[];
  /** What it answers; 200 where nobody says otherwise. */
  answer: (request: Received) => Reply | Promise<Reply>;
  readonly close: () => void;
}

/** Opens a receiver on a free port of this machine. */
export async function openReceiver(): Promise<Receiver> {
  const got: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const received = { path: request.url ?? '', headers: request.headers, body, at: Date.now(), left: () => request.socket.destroyed };
    got.push(received);
    const reply = await receiver.answer(received);
    if (reply === 'silence') return;
    response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    answer: () => ({ status: 200, body: 'ok' }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}
