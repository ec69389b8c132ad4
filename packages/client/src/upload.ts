import type { Asked, FaultBody, FileJson } from '@pipewright/definition';
import { hrefOf, Refused } from './call.ts';

/** How an upload is followed and ended. */
interface UploadOptions {
  readonly signal: AbortSignal;
  /** Told how much of it has been sent, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a file for a field of a record and tells how far it is, which `fetch` cannot. Throws `Refused` where it is refused, with status 0 and no
 * sentence where it did not arrive, and whatever the signal was ended with.
 */
export function uploadFile(asked: Asked<'uploadFile'> & { readonly body: Blob }, { signal, onProgress }: UploadOptions): Promise<FileJson> {
  const { body, ...place } = asked;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', hrefOf('uploadFile', { ...place, body }));
    request.setRequestHeader('accept-language', document.documentElement.lang || 'en');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status < 300) resolve(answer as FileJson);
      else reject(new Refused(request.status, answer as Partial<FaultBody>));
    };
    request.onerror = () => reject(new Refused(0, {}));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

/** What was answered; a proxy before the server may answer no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
