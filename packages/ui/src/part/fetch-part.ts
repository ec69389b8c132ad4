/** A part of the program that could not be fetched: the server is away, or serves a newer program than the one this page came with. */
export class PartMissing extends Error {}

/** Fetches a part of the program; throws `PartMissing` where it cannot be had. */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new PartMissing('A part of the program could not be fetched', { cause });
  }
}

const RELOADED = 'pipewright.reloaded';
const ONCE_IN = 60_000;

/**
 * Loads the page anew where that helps: the server answers, so it has a program whose parts exist. At most once a minute.
 * @returns false where the page stays, and the person should be told
 */
export async function reloadOnce(): Promise<boolean> {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (Date.now() - last < ONCE_IN) return false;
  const answers = await fetch('/api/health', { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );
  if (!answers) return false;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  window.location.reload();
  return true;
}
