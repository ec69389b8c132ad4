// `npm start`: builds the web apps where they changed, and serves.
import { builtWeb, start } from '../server/src/index.ts';
import { buildWeb } from './web.ts';

await start(async (root) => {
  await buildWeb(root);
  return builtWeb(root);
});
