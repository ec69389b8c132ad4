import { connect, type Socket } from 'node:net';

/** One request of the API. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

const EMPTY = Buffer.alloc(0);
const HEAD_END = Buffer.from('\r\n\r\n');

/** The first whole reply of what was received, or nothing yet. */
function readReply(seen: Buffer): Reply | undefined {
  const end = seen.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = seen.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const start = end + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const stop = start + Number(length);
    return seen.length < stop ? undefined : { status, body: seen.subarray(start, stop) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: EMPTY };
  const parts: Buffer[] = [];
  for (let at = start; ; ) {
    const line = seen.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(seen.toString('latin1', at, line), 16);
    if (seen.length < line + 2 + size + 2) return undefined;
    if (size === 0) return { status, body: Buffer.concat(parts) };
    parts.push(seen.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}

/**
 * A connection that is kept open and holds one request at a time. Written on a bare socket: Node's own clients take more CPU for a request
 * than a good server takes to answer it, and would be what is measured.
 */
export class Connection {
  readonly #port: number;
  readonly #headers: string;
  #socket: Socket | undefined;
  #seen: Buffer = EMPTY;
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;

  /** Connects to a port of this machine at the first request; `headers` go with each. */
  constructor(port: number, headers: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#headers = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  /** Sends a request; fails where the connection ends before the whole reply is there. */
  send({ method, path, body }: Call): Promise<Reply> {
    this.#socket ??= this.#open();
    const length = body === undefined ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
    const text = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.#port}\r\n${this.#headers}${length}\r\n${body ?? ''}`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket?.write(text);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect(this.#port, '127.0.0.1').setNoDelay(true);
    this.#seen = EMPTY;
    socket.on('data', (chunk) => {
      this.#seen = this.#seen.length === 0 ? chunk : Buffer.concat([this.#seen, chunk]);
      const reply = readReply(this.#seen);
      if (!reply) return;
      this.#seen = EMPTY;
      this.#settle()?.resolve(reply);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#socket = undefined;
      this.#settle()?.reject(new Error('The connection was closed'));
    });
    return socket;
  }

  #settle() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}

/** Sends requests at once, each on a connection of its own, and gives what their replies hold; fails at a status that is not a success. */
export async function exchange(connections: readonly Connection[], calls: readonly Call[]): Promise<unknown[]> {
  const replies = await sendAll(connections, calls);
  return replies.map((reply) => JSON.parse(reply.body.toString()));
}

/** As `exchange`, but leaves the replies unread. */
export async function sendAll(connections: readonly Connection[], calls: readonly Call[]): Promise<Reply[]> {
  const one = async (call: Call, i: number) => {
    const reply = await (connections[i] as Connection).send(call);
    if (reply.status >= 300)
      throw new Error(`${call.method} ${call.path.slice(0, 100)} → ${reply.status} ${reply.body.toString().slice(0, 300)}`);
    return reply;
  };
  return calls.length === 1 ? [await one(calls[0] as Call, 0)] : Promise.all(calls.map(one));
}
