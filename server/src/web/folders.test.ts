import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtWeb } from './folders.ts';

const root = mkdtempSync(join(tmpdir(), 'pipewright-web-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const build = (app: string) => {
  mkdirSync(join(root, app, 'dist'), { recursive: true });
  writeFileSync(join(root, app, 'dist', 'index.html'), '<html>');
};

describe('the built web apps', () => {
  it('are both there, or the fault names the one that is not and what builds it', () => {
    const [runtime, designer] = ['runtime', 'designer'].map((app) => join(root, app, 'dist')) as [string, string];
    expect(() => builtWeb(root)).toThrow(`No web app lies in ${runtime}. “npm run build” builds it.`);
    build('runtime');
    expect(() => builtWeb(root)).toThrow(designer);
    build('designer');
    expect(builtWeb(root)).toEqual({ runtime, designer });
  });
});
