import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from './web.ts';

await buildWeb(dirname(dirname(fileURLToPath(import.meta.url))));
