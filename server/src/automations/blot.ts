/** What stands where a secret stood. */
const BLOT = '••••';

/**
 * A text of another program without our secrets, should it say them back: as they are, as addresses write them, in base64, and in JSON however its signs are written. In signs that the database takes.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const plain = text.toWellFormed().replaceAll('\u0000', '');
  if (secrets.length === 0) return plain;
  const forms = secrets.flatMap(formsOf).sort((a, b) => b.length - a.length);
  const blot = (said: string) => forms.reduce((rest, form) => rest.replaceAll(form, BLOT), said);
  return blot(inJson(plain, blot));
}

function formsOf(secret: string): string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  // Of a text in base64 that holds a secret the part in the middle says it, from any of three beginnings.
  const coded = [0, 1, 2].map((before) => {
    const whole = Buffer.from(`${' '.repeat(before)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '');
    return whole.slice(before === 0 ? 0 : before + 1, -1);
  });
  return [...new Set([secret, quoted, encodeURIComponent(secret), ...coded.filter((form) => form.length >= 8)])];
}

/** The text written anew where it is JSON, so that no sign of it hides behind a number. */
function inJson(text: string, blot: (said: string) => string): string {
  if (!text.includes('\\')) return text;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return text;
  }
  return JSON.stringify(blotted(read, blot));
}

function blotted(value: unknown, blot: (said: string) => string): unknown {
  if (typeof value === 'string') return blot(value.toWellFormed().replaceAll('\u0000', ''));
  if (Array.isArray(value)) return value.map((each) => blotted(each, blot));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [blot(key), blotted(each, blot)]));
}
