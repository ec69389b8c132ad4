import { addressOf, type Entity, type Operation, type OperationName, operations } from '@pipewright/definition';
import { DEMO, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { schemasOf, wrongInOpenApi } from './support/openapi.ts';

const at = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let sales: TestClient;
let admin: TestClient;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  sales = await clientFor(server, 'sales@demo.local');
  admin = await clientFor(server, DEMO.email);
});
afterAll(() => close());

const describedTo = async (who: TestClient) => (await who.get(`${at}/openapi.json`)).body;
/** What is asked inside an app, but for what is for screens alone. */
const inside = (Object.keys(operations) as OperationName[]).filter((name) => {
  const { screens }: Operation = operations[name];
  return addressOf(name).path.startsWith('/apps/:app/') && !screens;
});

describe('the description of the API for programs', () => {
  it('is OpenAPI 3.1, for a person and for an administrator', async () => {
    for (const who of [sales, admin]) expect(wrongInOpenApi(await describedTo(who))).toEqual([]);
  });

  it('is found to be none where it names what it does not declare', async () => {
    const whole = JSON.stringify(await describedTo(sales));
    const wrong = (from: string, to: string) => wrongInOpenApi(JSON.parse(whole.replace(from, to)));
    expect(wrong('"#/components/schemas/Fault"', '"#/components/schemas/Nothing"')).toContain('#/components/schemas/Nothing leads nowhere');
    expect(wrong('"/views/{id}"', '"/views/{other}"')[0]).toContain('declares other names');
    expect(wrong('"operationId":"readHistory_customer"', '"operationId":"listViews"')).toContain('listViews stands twice');
    const document = JSON.parse(whole);
    document.components.schemas.Label.type = 'thing';
    expect(wrongInOpenApi(document).join()).toContain('Label is no schema');
  });

  it('holds every operation that a token opens, once for each entity where it is about one; an administrator finds the others too', async () => {
    const [mine, all] = [await describedTo(sales), await describedTo(admin)];
    const { app } = (await sales.get(`${at}/definition`)).body;
    const paths = (name: OperationName) => {
      const path = addressOf(name).path.replace('/apps/:app', '');
      const entities = app.entities.filter(({ process, fields }: Entity) =>
        name === 'uploadFile' ? fields.some(({ type }) => type === 'file') : process || !['moveRecord', 'readBoard'].includes(name),
      );
      const places = path.includes(':entity') ? entities.map((each: { key: string }) => path.replace(':entity', each.key)) : [path];
      return places.map((each: string) => each.replace(/:(\w+)/g, '{$1}'));
    };
    for (const name of inside) {
      const method = addressOf(name).method.toLowerCase();
      const open = operations[name].guard === 'member' && name !== 'followEvents';
      for (const path of paths(name)) {
        expect([name, path, mine.paths[path]?.[method] !== undefined]).toEqual([name, path, open]);
        if (name === 'followEvents') continue;
        const { security, responses, requestBody } = all.paths[path][method];
        expect([name, security]).toEqual([name, open ? undefined : [{ session: [] }]]);
        const statuses = ['401', '403', '404', '422', '429', ...(requestBody ? ['413'] : [])];
        expect([name, statuses.filter((status) => !responses[status])]).toEqual([name, []]);
      }
    }
    const changes = all.paths['/records/opportunity/{id}/move'].post;
    expect([changes.responses['409'] !== undefined, changes.parameters.map((each: { name: string }) => each.name)]).toEqual([
      true,
      ['id', 'expand', 'Idempotency-Key'],
    ]);
    expect(all.paths['/records/opportunity'].get.responses['409']).toBeUndefined();
  });

  it('describes what is really answered', async () => {
    const document = await describedTo(sales);
    const judge = schemasOf(document);
    const answers = async (path: string, method: string, answer: Promise<{ status: number; body: object }>) => {
      const { status, body } = await answer;
      const place = `${path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method}`;
      const check = judge.getSchema(`api#/paths/${place}/responses/${status}/content/application~1json/schema`);
      expect([path, status, check?.(body), check?.errors?.slice(0, 2) ?? null]).toEqual([path, status, true, null]);
      return body as { records: { id: string; version: number }[]; id: string };
    };
    const records = '/records/opportunity';
    const page = await answers(records, 'get', sales.get(at + records, { limit: 20, count: true, expand: 'owner' }));
    const [first] = page.records;
    const one = `${at}${records}/${first?.id}`;
    await answers(`${records}/{id}`, 'get', sales.get(one));
    await answers(`${records}/{id}/history`, 'get', sales.get(`${one}/history`));
    await answers(`${records}/{id}`, 'patch', sales.send('PATCH', one, { version: 99_999, values: { name: 'late' } }));
    await answers(`${records}/{id}/move`, 'post', sales.send('POST', `${one}/move`, { version: first?.version, stage: 'nowhere' }));
    const { app } = (await sales.get(`${at}/definition`)).body;
    const { process } = app.entities.find((each: { key: string }) => each.key === 'opportunity');
    await answers('/board/opportunity', 'get', sales.get(`${at}/board/opportunity`, { pipeline: process.pipelines[0].key }));
    await answers('/reports/run', 'post', sales.send('POST', `${at}/reports/run`, { report: app.reports[0].key }));
    const view = { key: 'own', name: { en: 'Own', 'zh-CN': '我的' }, columns: ['name'] };
    await answers('/views', 'post', sales.send('POST', `${at}/views`, { entity: 'customer', view }));
    await answers('/views', 'get', sales.get(`${at}/views`));
    await answers('/definition', 'get', sales.get(`${at}/definition`));
    const staged = await answers('/imports/customer', 'post', sales.send('POST', `${at}/imports/customer`, 'name\nx\n'));
    const preview = { targets: { name: { column: 'name' } } };
    await answers('/imports/{id}/preview', 'post', sales.send('POST', `${at}/imports/${staged.id}/preview`, preview));
  });
});
