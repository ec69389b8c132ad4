// Writes the JSON Schema of an app definition for editors and other programs.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appJsonSchema } from '../packages/definition/src/index.ts';

writeFileSync(
  join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs', 'app.schema.json'),
  `${JSON.stringify(appJsonSchema(), null, 2)}\n`,
);
