import { type Field, fieldOf, fieldTypes, hasTrait, type TriggerOf } from '@pipewright/definition';
import type { Editing } from './editing.ts';

/** What is sent of each format that has one. */
const EXAMPLES: Readonly<Record<string, string>> = {
  ...{ date: '2026-01-31', 'date-time': '2026-01-31T09:30:00Z', decimal: '1200.00' },
  ...{ email: 'someone@example.com', phone: '13800000000', url: 'https://example.com' },
};

/** Something that a field takes, to show how it is sent. */
function sampleOf(field: Field): unknown {
  const [option] = field.options?.filter(({ retired }) => !retired) ?? [];
  if (option) return hasTrait(field, 'list') ? [option.key] : option.key;
  const { format, type } = fieldTypes[field.type].schema(field);
  if (type === 'integer') return 12;
  return type === 'boolean' ? true : (EXAMPLES[String(format)] ?? '…');
}

/** A message as the mapping of a webhook wants it. */
export function sampleBody({ entity }: Pick<Editing, 'entity'>, { takes }: Pick<TriggerOf<'webhook'>, 'takes'>): object {
  const body: Record<string, unknown> = {};
  for (const [key, name] of Object.entries(takes)) {
    const field = fieldOf(entity, key);
    const steps = name.split('.');
    let at = body;
    for (const step of steps.slice(0, -1)) {
      if (typeof at[step] !== 'object') at[step] = {};
      at = at[step] as Record<string, unknown>;
    }
    at[steps.at(-1) ?? ''] = field ? sampleOf(field) : null;
  }
  return body;
}

/** The command that sends a message; a quotation mark in it ends no text of the shell. */
export function sampleCommand(address: string, secret: string, body: object): string {
  const text = JSON.stringify(body, null, 2).replaceAll("'", "'\\''");
  const headers = [`authorization: Bearer ${secret}`, 'content-type: application/json', 'webhook-id: message-1'];
  return [`curl -X POST '${address}'`, ...headers.map((each) => `  -H '${each}'`), `  -d '${text}'`].join(' \\\n');
}
