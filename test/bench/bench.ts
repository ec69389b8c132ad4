// `npm run bench`: the work of opportunity management on the product, as a manager who may not see everything, beside a bare Hono + pg server on
// the same data. BENCH_SIZE, BENCH_ONLY=W1,W2, BENCH_SECONDS, BENCH_ROUNDS, BENCH_OUT; BENCH_SQL=1 and BENCH_PROFILE=1 look inside instead.
import { buildWeb } from '../../tools/web.ts';
import { measureChanges } from './changes.ts';
import { measureImports } from './imports.ts';
import { measureInstalls } from './installs.ts';
import { options, wanted } from './options.ts';
import { printProfiles } from './profile.ts';
import { measureRequests } from './requests.ts';
import { type Figure, HEAD, line, writeResults } from './results.ts';
import { type Servers, startServers } from './servers.ts';
import { sharePeople } from './share-people.ts';
import { measureShares } from './shares.ts';
import { measureStart } from './start-up.ts';
import { printStatements } from './statements.ts';
import { WORKLOADS } from './target.ts';

const figures: Figure[] = [];
const wrong: string[] = [];
const raw: Record<string, object> = {};
let postgres = '';
const tell = (figure: Figure) => {
  figures.push(figure);
  console.log(line(figure));
};

async function measureServers(servers: Servers): Promise<void> {
  postgres = servers.version;
  if (options.statements) return printStatements(servers);
  if (options.profile) return printProfiles(servers);
  console.log(HEAD);
  raw.requests = await measureRequests(servers, tell, wrong);
  if (wanted('W7')) raw.imports = await measureImports(servers, tell, wrong);
  if (wanted('WS')) raw.shares = await measureShares(servers, await sharePeople(servers), tell);
  if (wanted('W8')) raw.changes = await measureChanges(servers, tell, wrong);
}

await buildWeb(options.root);
if ([...Object.keys(WORKLOADS), 'W7', 'W8', 'WS'].some(wanted)) {
  const servers = await startServers();
  try {
    await measureServers(servers);
  } finally {
    await servers.stop();
  }
}
if (wanted('W9') && !options.statements && !options.profile) {
  raw.start = await measureStart(tell);
  raw.installs = measureInstalls(tell);
}
for (const each of wrong) console.log(`WRONG: ${each}`);
if (figures.length > 0) console.log(`\nWritten to ${writeResults({ figures, wrong, raw, postgres })}`);
process.exit(wrong.length > 0 ? 1 : 0);
