import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a database that can be cut: connections through it die and new ones are refused until it is mended. */
export interface Line {
  readonly url: string;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** Lets the next commit reach the database and cuts its connection before the answer is back. */
  readonly loseNextCommit: () => void;
  readonly close: () => Promise<void>;
}

/** The message with which the driver asks for a commit. */
const COMMIT = Buffer.from('commit\0');

/** Opens a line to a database. */
export async function openLine(database: string): Promise<Line> {
  const target = new URL(database);
  const sockets = new Set<Socket>();
  let losing = false;
  const pass = (near: Socket) => {
    const far = connect(Number(target.port), target.hostname);
    const end = () => {
      near.destroy();
      far.destroy();
      sockets.delete(near);
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    sockets.add(near);
    let lost = false;
    near.on('data', (chunk) => {
      if (losing && chunk.includes(COMMIT)) {
        losing = false;
        lost = true;
      }
      far.write(chunk);
    });
    far.on('data', (chunk) => (lost ? end() : near.write(chunk)));
  };
  let server: Server | undefined;
  const open = (port: number) =>
    new Promise<number>((resolve) => {
      const made = createServer(pass);
      server = made;
      made.listen(port, '127.0.0.1', () => resolve((made.address() as { port: number }).port));
    });
  const cut = async () => {
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const port = await open(0);
  const url = new URL(database);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    cut,
    mend: async () => void (server ?? (await open(port))),
    loseNextCommit: () => {
      losing = true;
    },
    close: cut,
  };
}
