// The server of `live.ts`, in a process of its own: node live-server.ts <database> <root>; sends its port.
import { serve } from '@hono/node-server';
import { createHttp, openServer } from '@pipewright/server';

const [databaseUrl = '', root = ''] = process.argv.slice(2);
const server = await openServer({ databaseUrl, secret: 'bench '.repeat(8), root, demo: true });
serve({ fetch: createHttp(server).fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
