import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, SECRET } from '../database.ts';
import type { Running } from '../running.ts';

/** Shorter than in the product, so that what a killed one was sending is soon taken up. */
const LEASE_S = 2;

/** Workers of a product in processes of their own, which are killed and replaced. */
export class Workers {
  readonly #product: Running;
  readonly #alive = new Set<ChildProcess>();
  #url = '';
  /** Those that ended though nobody killed them, with the last they said. */
  readonly fallen: string[] = [];

  constructor(product: Running) {
    this.#product = product;
  }

  /** Starts so many more. */
  async start(many: number): Promise<void> {
    for (let i = 0; i < many; i += 1) await this.#start();
  }

  /** Kills the oldest without a chance to finish anything, and starts another. */
  async killOne(): Promise<void> {
    const [oldest] = this.#alive;
    if (oldest) this.#kill(oldest);
    await this.#start();
  }

  /** Starts all anew where the database has moved to another address meanwhile. */
  async follow(): Promise<void> {
    if (this.#product.database?.url === this.#url) return;
    const many = this.#alive.size;
    this.end();
    await this.start(many);
  }

  /** Kills all. */
  end(): void {
    for (const each of [...this.#alive]) this.#kill(each);
  }

  #kill(worker: ChildProcess): void {
    this.#alive.delete(worker);
    worker.kill('SIGKILL');
  }

  /** One that finds no database ends, and is started again. */
  async #start(): Promise<void> {
    for (;;) {
      await this.#product.healthy();
      this.#url = this.#product.database?.url ?? '';
      const worker = fork(join(root, 'test/support/run-worker.ts'), [this.#url, SECRET, String(LEASE_S)], { stdio: 'pipe' });
      let said = '';
      for (const stream of [worker.stdout, worker.stderr])
        stream?.on('data', (chunk) => {
          said = (said + String(chunk)).slice(-4000);
        });
      const works = await Promise.race([once(worker, 'message').then(() => true), once(worker, 'exit').then(() => false)]);
      if (!works) {
        await sleep(100);
        continue;
      }
      this.#alive.add(worker);
      worker.on('exit', () => this.#alive.delete(worker) && this.fallen.push(said));
      return;
    }
  }
}
