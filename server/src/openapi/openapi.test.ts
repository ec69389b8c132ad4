import { type App, type AppForPerson, appFor, type Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { openApi } from './openapi.ts';

const app = exampleApp();

/** The description as a role gets it; `any`, for it is looked at like any JSON. */
// biome-ignore lint/suspicious/noExplicitAny: a JSON document
function described(role: Role, of: App = app): any {
  const seen = appFor({ ...of, roles: [...of.roles, role] }, role);
  return openApi({ key: 'x', version: 3, app: seen, role: seen.roles.find(({ key }) => key === role.key) } as AppForPerson);
}
const grant = { read: 'all', create: true, update: 'all', delete: 'none', hidden: [], readonly: [] } as const;
const role = (deal: object = {}): Role => ({
  key: 'r',
  name: { en: 'R', 'zh-CN': 'R' },
  grants: { deal: { ...grant, hidden: [], readonly: [], ...deal } },
});

/** Every place that a document refers to. */
function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === '$ref' ? [String(value)] : references(value)));
}

describe('the description for programs', () => {
  const whole = described(role());

  it('is of this app, at its address, for tokens and sessions', () => {
    expect(whole).toMatchObject({ openapi: '3.1.0', info: { title: 'Example', version: '3' }, servers: [{ url: '/api/apps/x' }] });
    expect(Object.keys(whole.components.securitySchemes)).toEqual(['token', 'session']);
  });

  it('has the ways of each entity that the role reaches, and of no other', () => {
    expect(Object.keys(whole.paths).filter((path) => path.includes('deal'))).toEqual(
      expect.arrayContaining(['/records/deal', '/records/deal/{id}', '/records/deal/{id}/move']),
    );
    expect(JSON.stringify(whole.paths)).not.toContain('firm');
    expect(Object.keys(described({ ...role(), grants: {} }).paths)).not.toContain('/records/deal');
    expect(Object.keys(whole.paths)).toContain('/reports/run');
  });

  it('names each thing that it refers to, once, and each way by a name of its own', () => {
    const parts = new Set(
      Object.entries<object>(whole.components).flatMap(([kind, of]) => Object.keys(of).map((name) => `#/components/${kind}/${name}`)),
    );
    for (const each of references(whole)) expect(parts).toContain(each);
    // biome-ignore lint/suspicious/noExplicitAny: a JSON document
    const names = Object.values<any>(whole.paths).flatMap((path) => Object.values<any>(path).flatMap((way) => way.operationId ?? []));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('listRecords_deal');
  });

  it('says of each way how it can be refused', () => {
    expect(Object.keys(whole.paths['/records/deal'].get.responses)).toEqual(['200', '401', '403', '404', '422', '429', '503']);
    const changing = Object.keys(whole.paths['/records/deal/{id}'].patch.responses);
    expect(changing).toEqual(['200', '401', '403', '404', '409', '413', '415', '422', '429', '503']);
    expect(whole.paths['/records/deal'].post.responses['201']).toBeDefined();
  });

  it('tells what may be read and, apart from it, what may be written', () => {
    const { deal, deal_values: values } = described(role({ hidden: ['cost'], readonly: ['due'] })).components.schemas;
    expect(Object.keys(deal.properties)).toEqual(expect.arrayContaining(['id', 'version', 'name', 'amount', 'due', 'owner', 'stage']));
    expect(Object.keys(deal.properties)).not.toContain('cost');
    expect(Object.keys(values.properties)).toEqual(['name', 'firm', 'amount', 'reason', 'owner']);
    expect(deal.properties.amount).toMatchObject({ type: ['string', 'null'], format: 'decimal', title: 'Amount' });
    expect(values.additionalProperties).toBe(false);
  });

  it('moves nothing where the role does not know where records stand', () => {
    expect(Object.keys(described(role({ hidden: ['stage'] })).paths)).not.toContain('/records/deal/{id}/move');
  });
});
