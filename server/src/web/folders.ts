import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the built web apps lie. */
export interface WebFolders {
  readonly runtime: string;
  readonly designer: string;
}

/** The web apps as they were built before, under the folder that holds the whole product. Throws where one is missing. */
export function builtWeb(root: string): WebFolders {
  const folders = { runtime: join(root, 'runtime', 'dist'), designer: join(root, 'designer', 'dist') };
  for (const folder of Object.values(folders))
    if (!existsSync(join(folder, 'index.html'))) throw new Error(`No web app lies in ${folder}. “npm run build” builds it.`);
  return folders;
}
