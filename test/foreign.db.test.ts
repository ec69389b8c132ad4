import { createHash } from 'node:crypto';
import type { RunningServer } from '@pipewright/server';
import { createHttp, DEMO, declarationOf, newId } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { type Ids, type Kind, makeNeighbours, type Neighbours } from './support/neighbours.ts';
import { kindOf, QUESTIONS, type Question } from './support/questions.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let neighbours: Neighbours;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  neighbours = await makeNeighbours(server);
  admin = await clientFor(server, DEMO.email);
});
afterAll(() => close());

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly question: Question;
  /** What is put in the place of the own one. */
  readonly kind: Kind;
}

const routes = () =>
  createHttp(server).routes.flatMap(({ method, path, handler }) => {
    const route = declarationOf(handler);
    return route && route.guard !== 'public' ? [{ method, path, route }] : [];
  });
const paramsOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
const questionsOf = (method: string, path: string) => QUESTIONS[`${method} ${path}`] ?? [{}];

/** The kinds that a question asks for, in its address, its body and its query. */
function kindsOf(path: string, { body, query, kinds: own }: Question): Kind[] {
  const kinds = new Set<Kind>(paramsOf(path).flatMap((param) => own?.[param] ?? kindOf(path, param) ?? []));
  const note = (kind: Kind) => {
    kinds.add(kind);
    return '';
  };
  body?.(note);
  query?.(note);
  return [...kinds];
}

/** Every question with every kind of id in it. People are imported last: afterwards the names of the others are known here too. */
function allAsked(): Asked[] {
  const asked = routes().flatMap(({ method, path }) =>
    questionsOf(method, path).flatMap((question) => kindsOf(path, question).map((kind) => ({ method, path, question, kind }))),
  );
  const late = ({ method, path }: Asked) => (path.endsWith('/people/import') ? 2 : method === 'DELETE' ? 1 : 0);
  return asked.sort((a, b) => late(a) - late(b));
}

const unknownOf = (kind: Kind): string => (kind === 'app' ? 'nowhere' : kind.endsWith('name') ? `Nobody ${newId()}` : newId());

/** Asks with one id in the place of the own one; what comes back is told without that id, and without what is new or of this moment. */
async function ask({ method, path, question, kind }: Asked, id: string) {
  const idOf = (wanted: Kind) => (wanted === kind ? id : neighbours.own[wanted]);
  const places: Readonly<Record<string, string>> = { entity: question.entity ?? 'customer', version: '1', other: '1' };
  const address = path.replace('/api', '').replace(/:(\w+)/g, (_, param: string) => {
    const of = question.kinds?.[param] ?? kindOf(path, param);
    return of ? idOf(of) : (places[param] as string);
  });
  const search = new URLSearchParams(question.query?.(idOf) ?? {}).toString();
  const answer = await admin.send(method, search ? `${address}?${search}` : address, question.body?.(idOf));
  const known = new Set<string>(Object.values(neighbours.own));
  const text = answer.text
    .replaceAll(id, '<asked>')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (uuid) => (known.has(uuid) ? uuid : '<other>'))
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<instant>');
  // What is long is compared whole all the same, but not told whole.
  return { status: answer.status, begins: text.slice(0, 300), all: createHash('sha256').update(text).digest('hex') };
}

describe('an id of another app or workspace', () => {
  it('is tried in every place of every route', () => {
    const missing = routes().filter(({ method, path, route }) => route.limit !== 'none' && !(`${method} ${path}` in QUESTIONS));
    expect(missing.map(({ method, path }) => `${method} ${path}: which ids does its body take?`)).toEqual([]);
    const open = routes().flatMap(({ path }) =>
      paramsOf(path).flatMap((param) => (kindOf(path, param) === undefined ? [`${path} ${param}`] : [])),
    );
    expect(open).toEqual([]);
    const known = new Set(routes().map(({ method, path }) => `${method} ${path}`));
    expect(Object.keys(QUESTIONS).filter((name) => !known.has(name))).toEqual([]);
  });

  it('is answered like one that does not exist, byte for byte, and changes nothing there', { timeout: 300_000 }, async () => {
    const { beside, abroad, dump } = neighbours;
    const before = await dump();
    expect(before.length).toBeGreaterThan(10_000);
    const others: readonly Ids[] = [beside, ...abroad];
    let probes = 0;
    for (const asked of allAsked()) {
      const name = `${asked.method} ${asked.path} ${asked.kind}`;
      const unknown = await ask(asked, unknownOf(asked.kind));
      for (const ids of others) {
        const id = ids[asked.kind];
        if (id === undefined) continue;
        expect({ name, ...(await ask(asked, id)) }).toEqual({ name, ...unknown });
        probes += 1;
      }
      expect([name, unknown.status < 500]).toEqual([name, true]);
    }
    console.log(`foreign ids: ${probes} probes over ${routes().length} routes`);
    expect(probes).toBeGreaterThan(150);
    expect(await dump()).toBe(before);
  });

  it('is not answered like the own one', { timeout: 120_000 }, async () => {
    const alike: string[] = [];
    for (const asked of allAsked()) {
      if (asked.path.endsWith('/events')) continue;
      const [unknown, own] = [await ask(asked, unknownOf(asked.kind)), await ask(asked, neighbours.own[asked.kind])];
      if (unknown.status === own.status && unknown.all === own.all) alike.push(`${asked.method} ${asked.path} ${asked.kind}`);
    }
    // Some questions are about something that the own id has not either, or has no more after the one before.
    expect(alike.length).toBeLessThan(30);
  });

  it('as the manager of a new department leaves no department behind', async () => {
    const { status, body } = await admin.send('POST', '/departments', { name: 'Without a head', manager: neighbours.abroad[0]?.user });
    expect([status, body.issues[0].code]).toEqual([422, 'unknown.person']);
    const { departments } = (await admin.get('/departments')).body;
    expect(departments.filter((each: { name: string }) => each.name === 'Without a head')).toEqual([]);
  });
});
