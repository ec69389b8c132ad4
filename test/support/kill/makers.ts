import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Day } from './people.ts';

const ROWS = 1000;
/** How long after the day, when nothing is killed any more, somebody tries to finish what was begun. */
const PATIENCE_MS = 60_000;
const imports = '/apps/opportunity/imports';

/** Asks again until an answer is what it should be; throws where it never is, for then somebody would have to mend something by hand. */
async function until<T>(what: string, { product, over }: Day, look: () => Promise<T | undefined>): Promise<T> {
  let end = Number.POSITIVE_INFINITY;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    if (over()) end = Math.min(end, Date.now() + PATIENCE_MS);
    await sleep(100);
  }
  throw new Error(`${what} never came to an end.\n${product.output}`);
}

/** Imports customers, file after file. Each row has a mark of its own. Answers how many files were imported to their end without a second upload. */
export async function importFiles(day: Day): Promise<number> {
  const { product, over } = day;
  let files = 0;
  for (let n = 0; !over(); n += 1) {
    const lines = Array.from({ length: ROWS }, (_, i) => `kill-${n}-${i}`);
    const staged = await ask(product, 'POST', `${imports}/customer`, ['Name', ...lines].join('\n'));
    if (staged.status !== 201) {
      await sleep(50);
      continue;
    }
    const id = staged.body.id as string;
    await until(`Import ${n}`, day, async () => {
      const { status, body } = await ask(product, 'GET', `${imports}/${id}`);
      if (status === 200 && body.state === 'staged')
        await ask(product, 'POST', `${imports}/${id}/run`, { targets: { name: { column: 'Name' } } });
      if (status === 200 && body.state === 'failed') throw new Error(`Import ${n} failed`);
      return body.state === 'done' ? body : undefined;
    });
    files += 1;
  }
  return files;
}

/** Makes apps, every other one with sample records. Whoever gets no answer looks whether an app of that name is there and else asks again. */
export async function makeApps(day: Day): Promise<{ key: string; sample: boolean }[]> {
  const { product, over } = day;
  const made: { key: string; sample: boolean }[] = [];
  for (let n = 0; !over(); n += 1) {
    const name = `Made ${n}`;
    const wish = { key: `made_${n}`, template: 'opportunity', name: { en: name, 'zh-CN': name }, sample: n % 2 === 1 };
    const key = await until(`App ${wish.key}`, day, async () => {
      const answer = await ask(product, 'POST', '/apps', wish);
      if (answer.status === 201) return String(answer.body.key);
      const { body } = await ask(product, 'GET', '/apps');
      return (body.apps as { key: string; name: { en: string } }[] | undefined)?.find((each) => each.name.en === name)?.key;
    });
    made.push({ key: String(key), sample: wish.sample });
  }
  return made;
}
