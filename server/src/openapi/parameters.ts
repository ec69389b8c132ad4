/** A JSON document. */
export type Json = Readonly<Record<string, unknown>>;

/** A parameter of an address. */
export const query = (name: string, schema: Json, description: string) => ({ name, in: 'query', schema, description });

/** What a list may be asked. */
export const LIST = [
  query('filter', { type: 'string' }, 'A JSON-logic condition as JSON'),
  query('search', { type: 'string' }, 'Text to find'),
  query('sort', { type: 'string', examples: ['-amount,name'] }, 'Fields to sort by; a minus sorts downwards'),
  query('fields', { type: 'string' }, 'Fields to return'),
  query('expand', { type: 'string' }, 'References to return with their names'),
  query('limit', { type: 'integer', minimum: 1, maximum: 200 }, 'Records per page'),
  query('after', { type: 'string' }, 'The cursor of the page before'),
  query('count', { type: 'boolean' }, 'Whether to say how many there are on all pages'),
];

/** What may be asked of one record. */
export const ONE = [
  query('fields', { type: 'string' }, 'Fields to return'),
  query('expand', { type: 'string' }, 'References to return with their names'),
  query(
    'include',
    { type: 'string' },
    'Lists of records that refer to it, as JSON: [{"entity", "by", "sort", "fields", "expand", "limit"}]',
  ),
];
