import { DEFAULT_MAIL_WISH } from '@pipewright/definition';
import { newId } from '@pipewright/server';
import type { Kind } from './neighbours.ts';

/** Gives the id of a kind to stand in a question. */
export type IdOf = (kind: Kind) => string;

/** What is asked of a route besides its address: ids in the body or in the question are asked for by their kind. */
export interface Question {
  /** The entity in the address; customers where nothing is said. */
  readonly entity?: string;
  /** What stands in places of the address, where that is not what the address says. */
  readonly kinds?: Readonly<Record<string, Kind>>;
  readonly body?: (id: IdOf) => unknown;
  readonly query?: (id: IdOf) => Readonly<Record<string, string>>;
}

const label = { en: 'x', 'zh-CN': 'x' };
const is = (name: string, id: string) => ({ '==': [{ var: name }, id] });
const json = (value: unknown) => JSON.stringify(value);
const none: Question = { body: () => ({}) };
const dealAt = { entity: 'opportunity', kinds: { id: 'deal' } } as const;
const leadAt = { entity: 'lead', kinds: { id: 'lead' } } as const;
const record = '/api/apps/:app/records/:entity';
/** An automation that is about the records of one person. */
const automation = (id: IdOf) => ({
  ...{ key: 'trial', name: label, entity: 'customer', start: 'a', when: is('owner', id('user')), on: { kind: 'created' } },
  nodes: [{ key: 'a', kind: 'notify', to: [{ kind: 'owner' }], text: label, next: { done: null } }],
});

/** The questions that are put to each route that takes a body, and to those whose question may name something. */
export const QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  'POST /api/account/password': [none],
  'POST /api/account/tokens': [{ body: (id) => ({ name: 'x', app: id('app'), writes: true, days: 1 }) }],
  'POST /api/people': [{ body: (id) => ({ name: 'Somebody new', department: id('department') }) }],
  'PATCH /api/people/:user': [
    { body: () => ({ active: true }) },
    { body: (id) => ({ department: id('department') }) },
    { body: () => ({ department: null }) },
  ],
  'PUT /api/account/mail': [{ body: () => ({ ...DEFAULT_MAIL_WISH, timeZone: 'Nowhere/At all' }) }],
  'PATCH /api/account': [{ body: () => ({ name: ' ' }) }],
  'POST /api/invitations': [
    { body: (id) => ({ name: 'Somebody new', email: 'new@demo.local', department: id('department'), roles: [] }) },
    { body: (id) => ({ name: 'Somebody new', email: 'new@demo.local', roles: [{ app: id('app'), role: 'sales' }] }) },
  ],
  'PUT /api/people/:user/roles': [{ body: (id) => ({ app: id('app'), role: 'sales' }) }],
  'POST /api/people/:user/leave': [{ body: (id) => ({ to: id('user') }) }],
  'POST /api/people/import': [
    { body: (id) => ({ lines: [{ name: id('person name'), manager: `A manager ${newId()}`, office: id('department name') }] }) },
  ],
  'POST /api/departments': [
    { body: (id) => ({ name: 'New', parent: id('department'), manager: id('user') }) },
    { body: (id) => ({ name: 'New', manager: id('user') }) },
  ],
  'PATCH /api/departments/:id': [
    { body: (id) => ({ manager: id('user') }) },
    { body: () => ({ manager: null }) },
    { body: (id) => ({ parent: id('department') }) },
  ],
  'POST /api/apps': [{ body: () => ({ key: 'Not a key', template: 'opportunity' }) }],
  'GET /api/people': [{ query: (id) => ({ search: id('person name') }) }],
  'POST /api/apps/:app/views': [
    { body: (id) => ({ entity: 'customer', view: { key: 'v', name: label, columns: ['name'], filter: is('owner', id('user')) } }) },
  ],
  'PUT /api/apps/:app/views': [{ body: (id) => ({ ids: [id('view')] }) }],
  'PUT /api/apps/:app/views/:id': [
    { body: (id) => ({ view: { key: 'v', name: label, columns: ['name'], filter: is('owner', id('user')) } }) },
  ],
  [`POST ${record}/export`]: [
    { body: (id) => ({ fields: ['name'], records: [id('record')] }) },
    { body: (id) => ({ fields: ['name'], filter: is('owner', id('user')) }) },
  ],
  [`POST ${record}/together`]: [
    { body: (id) => ({ records: [id('record')], values: { name: 'changed' } }) },
    { entity: 'contact', body: (id) => ({ filter: is('customer', id('record')), remove: true }) },
    { body: (id) => ({ values: { owner: id('user') }, note: 'x', run: newId(), filter: is('name', 'nobody') }) },
    { body: (id) => ({ values: { owner: id('user') }, records: [id('record')] }) },
  ],
  [`POST ${record}/duplicates`]: [{ body: (id) => ({ values: { customer: id('record') }, id: id('record') }), entity: 'opportunity' }],
  [`PUT ${record}/:id/shares/:person`]: [{ body: () => ({ level: 'read' }) }],
  [`POST ${record}/:id/claim`]: [{ ...dealAt, body: () => undefined }],
  [`GET ${record}/:id/convert`]: [{ ...leadAt }],
  [`POST ${record}/:id/convert`]: [
    { ...leadAt, body: () => ({}) },
    { ...leadAt, body: (id) => ({ targets: { customer: { use: id('record') }, opportunity: { values: { owner: id('user') } } } }) },
  ],
  [`POST ${record}/:id/appeal`]: [{ ...dealAt, body: () => ({ note: 'x' }) }],
  [`POST ${record}/:id/appeal/answer`]: [{ ...dealAt, body: () => ({ grant: true, days: 3, note: 'x' }) }],
  [`POST ${record}/exceptions`]: [
    { entity: 'opportunity', body: (id) => ({ record: id('deal'), version: 1, stage: 'negotiation', note: 'x' }) },
    { entity: 'opportunity', body: (id) => ({ values: { name: 'x', customer: id('record') }, note: 'x' }) },
  ],
  [`GET ${record}/:id/exceptions`]: [{ ...dealAt }],
  [`GET ${record}/:id/approvals`]: [{ ...dealAt }],
  'GET /api/apps/:app/approvals/:id': [{ kinds: { id: 'approval' } }],
  'POST /api/apps/:app/approvals/:id/act': [
    { kinds: { id: 'approval' }, body: () => ({ act: 'reject', digest: 'x', note: 'x' }) },
    { kinds: { id: 'approval' }, body: () => ({ act: 'comment', note: 'x' }) },
    { kinds: { id: 'approval' }, body: (id) => ({ act: 'transfer', to: id('user') }) },
  ],
  'POST /api/apps/:app/approvals/decide': [{ body: (id) => ({ act: 'approve', approvals: [{ id: id('approval'), digest: 'x' }] }) }],
  'PUT /api/apps/:app/away': [{ body: (id) => ({ away: { from: '2027-01-01', until: '2027-01-02', to: id('user') } }) }],
  'GET /api/apps/:app/exceptions/:id': [{ kinds: { id: 'exception' } }],
  'POST /api/apps/:app/exceptions/:id/answer': [{ kinds: { id: 'exception' }, body: () => ({ grant: false, note: 'x' }) }],
  'POST /api/apps/:app/runs/:id/skip': [{ body: () => ({ node: 'x', note: 'x' }) }],
  'POST /api/apps/:app/runs/:id/end': [{ body: () => ({ note: 'x' }) }],
  'POST /api/apps/:app/exceptions/:id/withdraw': [{ kinds: { id: 'exception' }, body: () => undefined }],
  [`POST ${record}/:id/unclaim`]: [{ ...dealAt, body: () => ({ version: 1 }) }],
  [`GET ${record}/together/pool`]: [{ entity: 'opportunity', query: (id) => ({ ids: id('deal') }) }],
  [`GET ${record}/:id/pool`]: [{ ...dealAt }],
  [`GET ${record}/:id/work`]: [{ ...dealAt }],
  [`POST ${record}/:id/work`]: [{ ...dealAt, body: () => ({ stage: 'first_contact' }) }],
  [`GET ${record}/:id/chance`]: [{ ...dealAt }],
  [`POST ${record}/:id/look`]: [{ body: (id) => ({ person: id('user') }) }],
  [`GET ${record}/:id/access`]: [{ query: (id) => ({ people: id('user') }) }],
  [`POST ${record}/:id/comments`]: [{ body: (id) => ({ parts: ['x', { person: id('user') }] }) }],
  [`POST ${record}/:id/activities`]: [
    { body: () => ({ entity: 'activity', values: { summary: 'x', kind: 'call' } }) },
    { entity: 'opportunity', body: (id) => ({ entity: 'activity', values: { summary: 'x', kind: 'call', contact: id('record') } }) },
  ],
  'PATCH /api/apps/:app/comments/:id': [{ body: (id) => ({ parts: ['y', { person: id('user') }] }) }],
  'POST /api/apps/:app/notices/read': [{ body: (id) => ({ until: id('notice') }) }],
  'PUT /api/apps/:app/notices/:id/later': [{ body: () => ({ until: null }) }],
  'POST /api/apps/:app/files/:entity/:field': [none],
  'GET /api/apps/:app/files': [{ query: (id) => ({ ids: id('file') }) }],
  'GET /api/apps/:app/records': [{ query: (id) => ({ search: id('person name') }) }],
  [`GET ${record}`]: [
    { query: (id) => ({ filter: json(is('id', id('record'))) }) },
    { query: (id) => ({ filter: json(is('owner', id('user'))) }) },
    { query: (id) => ({ filter: json(is('department', id('department'))) }) },
    { query: (id) => ({ search: id('person name'), sort: 'owner', expand: 'owner' }) },
  ],
  'GET /api/apps/:app/board/:entity/chance': [{ entity: 'opportunity' }],
  'GET /api/apps/:app/board/:entity': [
    { entity: 'opportunity', query: (id) => ({ pipeline: 'standard', filter: json(is('customer', id('record'))) }) },
  ],
  [`POST ${record}`]: [
    { body: (id) => ({ values: { name: 'x', owner: id('user') } }) },
    { entity: 'contact', body: (id) => ({ values: { name: 'x', customer: id('record') } }) },
  ],
  [`PATCH ${record}/:id`]: [
    { body: () => ({ version: 1, values: { name: 'changed' } }) },
    { body: (id) => ({ version: 1, values: { owner: id('user') } }) },
  ],
  [`POST ${record}/:id/restore`]: [{ body: () => ({ version: 1 }) }],
  [`POST ${record}/:id/move`]: [{ body: (id) => ({ version: 1, status: 'won', values: { owner: id('user') } }) }],
  'POST /api/apps/:app/reports/run': [
    {
      body: (id) => ({
        report: {
          entity: 'customer',
          dimensions: [{ key: 'd', field: 'owner' }],
          measures: [{ key: 'n', fn: 'count' }],
          filter: is('owner', id('user')),
        },
      }),
    },
    {
      body: (id) => ({
        report: { entity: 'contact', dimensions: [], measures: [{ key: 'n', fn: 'count', filter: is('customer', id('record')) }] },
      }),
    },
  ],
  'POST /api/apps/:app/imports/:entity': [none],
  'POST /api/apps/:app/imports/:id/preview': [
    { body: (id) => ({ targets: { name: { value: 'x' }, owner: { value: id('person name') } } }) },
  ],
  'POST /api/apps/:app/imports/:id/run': [{ body: () => ({ targets: { name: { column: 'no such' } } }) }],
  'PUT /api/apps/:app/members': [
    { body: (id) => ({ user: id('user'), role: 'sales' }) },
    { body: (id) => ({ user: id('user'), role: null }) },
  ],
  'PUT /api/apps/:app/draft': [{ body: () => ({ revision: -1, definition: {} }) }],
  'POST /api/apps/:app/dry-run': [none],
  'GET /api/apps/:app/dry-run/records': [{ query: (id) => ({ effect: 'none', after: id('record') }) }],
  'POST /api/apps/:app/versions/:version/dry-run': [none],
  'POST /api/apps/:app/publish': [{ body: () => ({ base: 99, revision: -1 }) }],
  'POST /api/apps/:app/rollback': [{ body: () => ({ base: 99, version: 1 }) }],
  'PUT /api/apps/:app/automations/:automation/off': [{ body: () => ({ off: true }) }],
  'GET /api/apps/:app/runs': [{ query: (id) => ({ record: id('record') }) }],
  'POST /api/apps/:app/automations/beginnings': [none],
  'POST /api/apps/:app/automations/dry-run': [{ body: (id) => ({ automation: automation(id) }) }],
  'POST /api/apps/:app/automations/backtest': [{ body: (id) => ({ automation: automation(id), months: 1 }) }],
  'POST /api/apps/:app/repair': [{ body: () => ({ empty: [] }) }],
  'POST /api/apps/:app/delivery-channels': [
    { body: () => ({ key: 'x', name: label, kind: 'wecom', address: 'https://127.0.0.1/' }) },
    { body: () => ({ key: 'hook', name: label, kind: 'webhook', address: 'https://x.example/', secret: 'x' }) },
  ],
  'PUT /api/apps/:app/call-secrets/:secret': [{ body: () => ({ value: 'long enough', hosts: ['x.example'] }) }],
  'PUT /api/apps/:app/call-hosts': [{ body: () => ({ hosts: ['x.example'] }) }],
  'PATCH /api/apps/:app/delivery-channels/:id': [{ body: () => ({ off: true }) }],
  'POST /api/apps/:app/channel-deliveries/redrive': [{ body: () => ({ channel: 'hook' }) }],
};

const KINDS: Readonly<Record<string, Kind>> = {
  exceptions: 'exception',
  approvals: 'approval',
  runs: 'run',
  records: 'record',
  views: 'view',
  imports: 'import',
  sessions: 'session',
  tokens: 'token',
  departments: 'department',
  notices: 'notice',
  comments: 'comment',
  files: 'file',
  'delivery-channels': 'channel',
  'channel-deliveries': 'delivery',
};

/** Which kind of id stands in each place of an address; null where it names nothing that belongs to anybody, undefined where nobody said. */
export function kindOf(path: string, param: string): Kind | null | undefined {
  if (param === 'app' || param === 'user') return param;
  if (param === 'person') return 'user';
  if (['entity', 'field', 'version', 'other', 'automation', 'secret'].includes(param)) return null;
  const word = path.split('/').find((each) => each in KINDS);
  return param === 'id' && word ? KINDS[word] : undefined;
}
