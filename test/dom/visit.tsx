import type { Language } from '@pipewright/definition';
import { Runtime } from '../../runtime/src/runtime.tsx';
import { type Drawn, draw } from './draw.tsx';
import { type Answers, type Server, serve } from './server.ts';
import { around } from './world.ts';

/** A person before a page of the runtime, and the server behind it. */
export interface Visit extends Drawn {
  readonly server: Server;
  /** Where the window is now, with what is asked there. */
  readonly address: () => string;
}

/** Opens the runtime at an address, as whoever follows a link to it. */
export async function visit(address: string, answers: Answers = {}, { language = 'en' as Language, width = 1280 } = {}): Promise<Visit> {
  window.history.replaceState(null, '', address);
  const server = serve({ ...around(), ...answers });
  const drawn = await draw(<Runtime />, language, width);
  return { ...drawn, server, address: () => decodeURIComponent(window.location.pathname + window.location.search) };
}
