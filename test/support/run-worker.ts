import { openServer } from '@pipewright/server';

// A process of its own that carries runs on, to be killed.
const [databaseUrl = '', secret = ''] = process.argv.slice(2);
const server = await openServer({ databaseUrl, secret, root: '', demo: true, role: 'worker' });
server.automations.start();
process.send?.('works');
