import { type App, choosePipelines, entityOf, fitPipeline, type Pipeline, presetSchema, validate } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer, root } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';
import { classesOf } from './classes.ts';
import { offeredPipelines } from './pipelines.ts';
import { readTemplate } from './read-template.ts';

const dir = `${root}/templates`;
const template = readTemplate(dir, 'opportunity');
const offered = offeredPipelines(dir);
const byKey = Object.fromEntries(offered.map(({ key, pipeline }) => [key, pipeline]));

describe('the pipelines that can be taken into apps', () => {
  it('are those of the template and those that are documents', () => {
    expect(Object.keys(byKey)).toEqual(expect.arrayContaining(['opportunity.key_account', 'opportunity.small_business', 'solution_demo']));
    expect(byKey.solution_demo?.stages.map(({ name }) => name['zh-CN'])).toEqual([
      '初步沟通',
      '需求确认',
      '方案演示',
      '商务谈判',
      '合同签订',
    ]);
  });

  it('fit the entity they were made for as they are, and are complete in both languages', () => {
    const entity = entityOf(template, 'opportunity');
    if (!entity) throw new Error('No opportunities');
    for (const { pipeline, key } of offered) {
      expect([key, fitPipeline(template, entity, pipeline)]).toEqual([key, { pipeline, left: [] }]);
    }
    for (const { guide, tasks = [], standardDays, keyStep, probability } of byKey.solution_demo?.stages ?? []) {
      expect([guide?.en, guide?.['zh-CN'], keyStep?.en].every(Boolean)).toBe(true);
      expect(tasks.some(({ required }) => required) || tasks.length > 0).toBe(true);
      expect([standardDays, probability].every((each) => Number(each) > 0)).toBe(true);
    }
  });

  it('are refused as documents where they are chosen by something already', () => {
    const document = { template: 'opportunity', entity: 'opportunity', description: template.name, pipeline: byKey.solution_demo };
    expect(presetSchema.safeParse(document).success).toBe(true);
    expect(presetSchema.safeParse({ ...document, pipeline: { ...byKey.solution_demo, when: true } }).success).toBe(false);
  });
});

describe('the template with another pipeline for each class', () => {
  it('can be published whatever is chosen', () => {
    const classes = classesOf(template);
    expect([classes?.entity, classes?.field.key]).toEqual(['opportunity', 'customer.customer_class']);
    const known = Object.keys(classes?.now ?? {});
    expect(known).toEqual(['key', 'standard', 'small']);
    const wishes = [...(classes?.pipelines.map(({ key }) => key) ?? []), 'solution_demo', 'opportunity.key_account'];
    const all = known.reduce<Record<string, string>[]>(
      (sum, option) => sum.flatMap((one) => wishes.map((wish) => ({ ...one, [option]: wish }))),
      [{}],
    );
    // Every choice for two classes at least, and of more a spread of them.
    const some = all.filter((_, i) => i % Math.ceil(all.length / 40) === 0);
    for (const wish of some) {
      const { app } = choosePipelines(template, 'opportunity', 'customer.customer_class', wish, byKey as Record<string, Pipeline>);
      expect([wish, validate(app)]).toEqual([wish, []]);
    }
  });
});

describe('a new app whose pipelines were chosen by class', () => {
  let server: RunningServer;
  let close: () => Promise<void>;
  let admin: TestClient;
  beforeAll(async () => {
    ({ server, close } = await freshServer('demo'));
    admin = await clientFor(server, 'admin@demo.local');
  });
  afterAll(() => close?.());
  const make = (more: object) => admin.send('POST', '/apps', { key: 'chosen', template: 'opportunity', ...more });

  it('begins with them, and its records stand in them', async () => {
    const made = await make({ classes: { key: 'solution_demo', small: 'standard' } });
    expect(made.status).toBe(201);
    const at = `/apps/${made.body.key}`;
    const { app } = (await admin.get(`${at}/definition`)).body as { app: App };
    const pipelines = entityOf(app, 'opportunity')?.process?.pipelines ?? [];
    expect(pipelines.map(({ key }) => key)).toEqual(['renewal', 'solution_demo', 'standard']);
    const send = async (entity: string, values: object) => (await admin.send('POST', `${at}/records/${entity}`, { values })).body;
    const customer = await send('customer', { name: '华东制造', customer_class: 'key' });
    const contact = await send('contact', { name: '王总', customer: customer.id });
    const deal = {
      name: 'MES',
      customer: customer.id,
      opportunity_type: 'new',
      source_kind: 'new_signing',
      amount: '100',
      decision_maker: contact.id,
    };
    const options = entityOf(app, 'opportunity')?.fields.find(({ key }) => key === 'source_kind')?.options ?? [];
    const record = await send('opportunity', { ...deal, source_kind: options[0]?.key, expected_close: '2030-01-01', pain_point: 'x' });
    const read = (await admin.get(`${at}/records/opportunity/${record.id}`)).body;
    expect([read.pipeline, read.stage]).toEqual(['solution_demo', 'initial_contact']);
  });

  it.each([
    [{ classes: { nobody: 'standard' } }, 'template.class', 'classes.nobody'],
    [{ classes: { key: 'nothing' } }, 'template.class', 'classes.key'],
    [{ classes: { key: 'standard' }, sample: true }, 'template.class_sample', 'classes'],
  ])('is refused for %j', async (more, code, path) => {
    const answer = await make(more);
    expect([answer.status, answer.body.issues?.[0]?.code, answer.body.issues?.[0]?.path]).toEqual([422, code, path]);
  });
});
