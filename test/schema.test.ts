import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appJsonSchema, readApp } from '@pipewright/definition';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('the JSON Schema of a definition', () => {
  it('is the file in docs; `node tools/make-schema.ts` writes it anew', () =>
    expect(read('docs/app.schema.json')).toEqual(JSON.parse(JSON.stringify(appJsonSchema()))));

  it('takes the template, which is publishable', () => {
    const template = read('templates/opportunity/definition.json');
    const validate = new Ajv2020({ strict: false }).compile(read('docs/app.schema.json'));
    expect([validate(template), validate.errors]).toEqual([true, null]);
    expect(readApp(template)).toHaveProperty('value');
  });
});
