import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { InApp, Server } from '../door/env.ts';
import { previewImport } from './run.ts';

const job = { id: 'i', entity: 'deal', mapping: { targets: {} }, columns: [] };

/** A pool with one connection that answers `begin` and then dies. */
function dying() {
  const released: unknown[] = [];
  const client = Object.assign(new EventEmitter(), {
    query: async (text: string) => {
      if (text !== 'begin') throw new Error(text === 'rollback' ? 'gone' : 'lost');
      return { rows: [] };
    },
    release: (why: unknown) => released.push(why),
  });
  return { released, server: { pool: { connect: async () => client } } as unknown as Server };
}

it('gives the connection of a preview back, to be closed, where even taking back fails', async () => {
  const { released, server } = dying();
  await expect(previewImport(server, { published: { key: 'a' } } as InApp, job, () => undefined)).rejects.toThrow('lost');
  expect(released).toEqual([new Error('gone')]);
});
