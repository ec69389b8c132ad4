import { start } from './start.ts';
import { builtWeb } from './web/folders.ts';

// Builds nothing: what the server itself runs with is enough.
await start(builtWeb);
