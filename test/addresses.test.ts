import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keySchema, RESERVED_ENTITIES, readStored, validate } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { createHttp, type RunningServer } from '@pipewright/server';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The addresses the runtime knows inside an app, read from its source: a screen would bring React into this test. */
const screens = [
  ...readFileSync(join(root, 'runtime/src/router.tsx'), 'utf8').matchAll(/getParentRoute: \(\) => app,\s*path: '([^']*)'/g),
].map((match) => match[1] as string);
const calls = createHttp({} as RunningServer).routes.map((route) => route.path);
const insideApp = calls.flatMap((path) => (path.startsWith('/api/apps/:app/') ? [path.slice('/api/apps/:app'.length)] : []));
const isFixed = (word: string) => word !== '' && !/^[:$*]/.test(word);
/** Words that cannot be keys cannot be taken by one either. */
const keys = (words: readonly string[]) => [...new Set(words)].filter((word) => isFixed(word) && keySchema.safeParse(word).success).sort();

describe('addresses and keys', () => {
  it('finds the addresses at all', () => {
    expect([screens.length >= 7, insideApp.length > 25]).toEqual([true, true]);
    expect(screens).toContain('/$entity/board');
  });

  it('reserves exactly the words with which addresses inside an app begin, and those beside a record', () => {
    const first = (path: string) => path.split('/')[1] ?? '';
    const besideRecord = screens.flatMap((path) => (path.startsWith('/$entity/') ? [path.split('/')[2] ?? ''] : []));
    expect([...RESERVED_ENTITIES].sort()).toEqual(keys([...insideApp.map(first), ...screens.map(first), ...besideRecord]));
  });

  it('has nothing beside the key of an app, so that no app key needs to be reserved', () => {
    const beside = calls.flatMap((path) => (path.startsWith('/api/apps/') ? [path.split('/')[3] ?? ''] : []));
    expect(keys(beside)).toEqual([]);
    const source = readFileSync(join(root, 'runtime/src/router.tsx'), 'utf8');
    expect([...source.matchAll(/path: '\/a\/([^'/]*)/g)].map((match) => match[1])).toEqual(['$app']);
  });

  it('refuses a new entity of such a key, bears with one that was published before, and reads it in any case', () => {
    const app = exampleApp();
    const [first] = app.entities;
    const taken = { ...app, entities: [...app.entities, { ...first, key: 'import' }] } as typeof app;
    expect(validate(taken).map(({ path, code }) => [path, code])).toEqual([[`entities.${app.entities.length}.key`, 'key.reserved_entity']]);
    expect(validate(taken, new Set(['import']))).toEqual([]);
    expect(readStored(JSON.parse(JSON.stringify(taken)))).toHaveProperty('value');
  });
});
