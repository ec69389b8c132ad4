import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What gets smaller by compressing; pictures and fonts are compressed already. */
const TEXTS = /\.(html|js|css|svg|json|txt|map)$/;

/** Writes each text file of a folder compressed beside itself, as small as it gets: `x.js.br` and `x.js.gz`. */
export async function packFiles(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && TEXTS.test(entry.name));
  await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const plain = readFileSync(path);
      const size = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
      const [small, smaller] = await Promise.all([
        promisify(gzip)(plain, { level: 9 }),
        promisify(brotliCompress)(plain, { params: size }),
      ]);
      writeFileSync(`${path}.gz`, small);
      writeFileSync(`${path}.br`, smaller);
    }),
  );
}
