import { DeliveryWorker, openServer } from '@pipewright/server';

// A process of its own that carries runs on and sends what they let leave the house, to be killed: the address of the database, the server's secret, and for how many seconds it keeps a delivery
// that it takes up.
const [databaseUrl = '', secret = '', lease = ''] = process.argv.slice(2);
const server = await openServer({ databaseUrl, secret, root: '', demo: true, role: 'worker' });
server.automations.start();
const sender = { secret, publicUrl: undefined, post: undefined, outgoing: { inside: true } };
new DeliveryWorker({ pool: server.pool, ears: server.pool, sender, pollMs: 200, lease: Number(lease) }).start();

// While the database is away, nothing else keeps the process going.
setInterval(() => undefined, 60_000);
process.send?.('works');
