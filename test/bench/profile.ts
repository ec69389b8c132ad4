import { measure } from './measure.ts';
import { options, wanted } from './options.ts';
import type { Servers } from './servers.ts';
import { WORKLOADS, type Workload } from './target.ts';

/** What V8's profiler answers, as far as it is used here. */
interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

type Command = (method: string, params?: object) => Promise<{ profile: Profile }>;

/** Speaks to the inspector of a Node process. */
async function inspect(port: number): Promise<{ command: Command; close: () => void }> {
  const [page] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as [{ webSocketDebuggerUrl: string }];
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const waiting = new Map<number, (result: { profile: Profile }) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data));
    waiting.get(id)?.(result);
  });
  let last = 0;
  const command: Command = (method, params = {}) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return { command, close: () => socket.close() };
}

/** Whose code an address is: a package, a file of the product, or a module of Node. */
function ownerOf(url: string, name: string): string {
  if (url === '') return name;
  if (url.startsWith('node:')) return url;
  const found = [...url.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].at(-1)?.[1];
  return found && found !== '.pnpm' ? found : url.split('/').slice(-3).join('/');
}

/** Prints where the product's process spends its CPU in each workload, in percent of what it was busy: by package or file, and by function. */
export async function printProfiles({ product, inspector }: Servers): Promise<void> {
  const { command, close } = await inspect(inspector);
  await command('Profiler.enable');
  await command('Profiler.setSamplingInterval', { interval: 500 });
  for (const workload of (Object.keys(WORKLOADS) as Workload[]).filter(wanted)) {
    await measure(product, workload, 4, 1.5, 500_000);
    await command('Profiler.start');
    const cell = await measure(product, workload, 4, Math.max(options.seconds, 4), 0);
    const { profile } = await command('Profiler.stop');
    if (workload === 'W3') await product.forgetNew();
    const time = new Map<number, number>();
    profile.samples.forEach((id, i) => void time.set(id, (time.get(id) ?? 0) + (profile.timeDeltas[i] ?? 0)));
    const [owners, functions] = [new Map<string, number>(), new Map<string, number>()];
    let busy = 0;
    for (const { id, callFrame } of profile.nodes) {
      const own = time.get(id) ?? 0;
      const name = callFrame.functionName || '(anonymous)';
      if (own === 0 || name === '(idle)' || name === '(program)') continue;
      busy += own;
      const owner = ownerOf(callFrame.url, name);
      owners.set(owner, (owners.get(owner) ?? 0) + own);
      functions.set(`${name} ${owner}`, (functions.get(`${name} ${owner}`) ?? 0) + own);
    }
    const top = (shares: ReadonlyMap<string, number>) =>
      [...shares]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 16)
        .map(([name, own]) => `  ${((own / busy) * 100).toFixed(1).padStart(5)} %  ${name}`)
        .join('\n');
    console.log(
      `\n${workload}: ${cell.requests} requests, ${(busy / 1000 / cell.requests).toFixed(3)} ms busy for each\n${top(owners)}\n  by function\n${top(functions)}`,
    );
  }
  close();
}
