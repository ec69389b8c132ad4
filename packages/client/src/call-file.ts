import type { Asked, StreamName } from '@pipewright/definition';
import { type CallOptions, Refused, requestInit, requestOf } from './call.ts';
import { connection, nobody } from './connection.ts';

/** Asks for a file, whole; throws `Refused` for anything but success, and where it breaks off. The signal ends it, on the server too. */
export async function callFile<N extends StreamName>(name: N, asked: Asked<N>, { signal }: CallOptions = {}): Promise<Blob> {
  const request = requestOf(name, asked);
  try {
    const response = await fetch(request.url, requestInit(request, signal));
    if (response.ok) return await response.blob();
    throw new Refused(response.status, JSON.parse(await response.text()));
  } catch (error) {
    if (error instanceof Refused || signal?.aborted) throw error;
    void connection.doubt();
    const { status, text } = nobody();
    throw new Refused(status, JSON.parse(text));
  }
}
