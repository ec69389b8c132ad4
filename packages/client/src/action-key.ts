/** The most actions that are remembered without an answer. */
const MOST = 20;
const PLACE = 'pipewright.unanswered';
const storage = typeof sessionStorage === 'undefined' ? undefined : sessionStorage;

/** The keys of actions whose answer has not come (yet): asked for again, also after the page was loaded anew, they are the same action. */
const unanswered = new Map<string, string>(JSON.parse(storage?.getItem(PLACE) ?? '[]'));

function keep(): void {
  try {
    storage?.setItem(PLACE, JSON.stringify([...unanswered]));
  } catch {
    // Where there is no room, they are remembered as long as the page stands.
  }
}

/** A key that nobody else makes. Not `randomUUID`, which browsers have only on secure pages. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The key under which an action is sent: the one it had before where its answer was lost or has not come yet, a new one for everything else.
 * @param action what is asked, word for word: method, address and body
 */
export function keyOf(action: string): string {
  const key = unanswered.get(action) ?? newKey();
  unanswered.delete(action);
  unanswered.set(action, key);
  if (unanswered.size > MOST) unanswered.delete(unanswered.keys().next().value as string);
  keep();
  return key;
}

/** Notes that an action was answered: the same asked for again is another action. */
export function answered(action: string): void {
  if (unanswered.delete(action)) keep();
}
