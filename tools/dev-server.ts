// The server under development: the web apps are served from their sources, by others.
import { start } from '../server/src/index.ts';

await start(() => undefined);
