import { DeliveryWorker, openPool } from '@pipewright/server';

// A process of its own that sends, to be killed: the address of the database, the server's secret, and for how many seconds it keeps what it takes up.
const [url = '', secret = '', lease = ''] = process.argv.slice(2);
const pool = openPool(url, { max: 4 });
const sender = { secret, publicUrl: undefined, post: undefined, outgoing: { inside: true } };
new DeliveryWorker({ pool, ears: pool, sender, pollMs: 200, lease: Number(lease) }).start();
process.send?.('works');
