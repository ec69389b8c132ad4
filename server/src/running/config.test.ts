import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pipewright-config-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the settings', () => {
  it('have defaults, the embedded database among them', () => {
    expect(readConfig({ SECRET: 's' }, root)).toEqual({
      ...{ port: 3000, dataDir: join(root, 'data'), root, secret: 's', role: 'all', keepRunsDays: 180, language: 'zh-CN' },
      ...{ databaseUrl: undefined, publicUrl: undefined, trustedProxies: undefined, mostFileMegabytes: 50, s3: undefined, mail: undefined },
      outgoing: { inside: false },
    });
  });

  it('are taken from the environment, where what is empty is not there', () => {
    const env = {
      SECRET: 's',
      PORT: '0',
      DATA_DIR: '/somewhere',
      DATABASE_URL: 'postgres://x',
      PUBLIC_URL: '',
      TRUSTED_PROXIES: '10.0.0.7',
    };
    expect(readConfig(env, root)).toMatchObject({
      ...{ port: 0, dataDir: '/somewhere', databaseUrl: 'postgres://x', publicUrl: undefined, trustedProxies: '10.0.0.7' },
    });
  });

  it.each(['abc', '-1', '65536', '80.5', '3000x'])('are refused with a port that is none: %s', (PORT) => {
    expect(() => readConfig({ PORT, SECRET: 's' }, root)).toThrow(`not “${PORT}”`);
  });

  it.each(['0', '1.5', '201', 'many'])('are refused with a largest file that is none: %s', (MAX_FILE_MB) => {
    expect(() => readConfig({ MAX_FILE_MB, SECRET: 's' }, root)).toThrow(`not “${MAX_FILE_MB}”`);
    expect(readConfig({ MAX_FILE_MB: '200', SECRET: 's' }, root).mostFileMegabytes).toBe(200);
  });

  it('say what the process is for, or are refused', () => {
    expect(readConfig({ ROLE: 'worker', SECRET: 's' }, root).role).toBe('worker');
    expect(() => readConfig({ ROLE: 'boss', SECRET: 's' }, root)).toThrow('ROLE must be one of all, web, worker, not “boss”');
  });

  it('take what the process is for from the command line before the environment, and nothing that is unknown there', () => {
    const role = (args: string[], ROLE?: string) => readConfig({ SECRET: 's', ROLE }, root, args).role;
    expect([role(['--role', 'web']), role(['--role=worker'], 'web'), role([], 'web'), role(['--role', 'all'], 'web')]).toEqual([
      ...['web', 'worker', 'web', 'all'],
    ]);
    expect(() => role(['--role', 'boss'], 'web')).toThrow('--role must be one of all, web, worker, not “boss”');
    expect(() => role(['--role='])).toThrow('--role must be one of all, web, worker, not “”');
    expect(() => role(['--role'])).toThrow('--role');
    expect(() => role(['--rôle', 'web'])).toThrow('--rôle');
    expect(() => role(['worker'])).toThrow('worker');
  });

  it('name the language of who has chosen none, or are refused', () => {
    expect(readConfig({ DEFAULT_LANGUAGE: 'en', SECRET: 's' }, root).language).toBe('en');
    expect(() => readConfig({ DEFAULT_LANGUAGE: 'fr', SECRET: 's' }, root)).toThrow('DEFAULT_LANGUAGE must be one of zh-CN, en, not “fr”');
  });

  it.each(['0', '1.5', '3651', 'ever'])('are refused with days for which no run can be kept: %s', (KEEP_RUNS_DAYS) => {
    expect(() => readConfig({ KEEP_RUNS_DAYS, SECRET: 's' }, root)).toThrow(`not “${KEEP_RUNS_DAYS}”`);
    expect(readConfig({ KEEP_RUNS_DAYS: '30', SECRET: 's' }, root).keepRunsDays).toBe(30);
  });

  it('let deliveries into this network where they are told to by its one word, and in no other way', () => {
    expect(readConfig({ OUTGOING_PRIVATE: 'allow', SECRET: 's' }, root).outgoing).toEqual({ inside: true });
    for (const other of ['true', 'deny', 'ALLOW'])
      expect(() => readConfig({ OUTGOING_PRIVATE: other, SECRET: 's' }, root)).toThrow('OUTGOING_PRIVATE must be allow');
  });

  it('make a secret once, which nobody else reads, and keep it', () => {
    const { secret } = readConfig({}, root);
    const file = join(root, 'data', 'secret');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([secret, 0o600]);
    expect(readConfig({}, root).secret).toBe(secret);
    expect(readConfig({}, mkdtempSync(join(root, 'other-'))).secret).not.toBe(secret);
  });

  it('take the secret that lies there, written by hand too, unless another one is given', () => {
    readConfig({}, root);
    writeFileSync(join(root, 'data', 'secret'), 'by hand\n');
    expect(readConfig({}, root).secret).toBe('by hand');
    expect(readConfig({ SECRET: 'given' }, root).secret).toBe('given');
    // One that is empty would sign nothing.
    expect(readConfig({ SECRET: '', PORT: '' }, root)).toMatchObject({ secret: 'by hand', port: 3000 });
  });
});
