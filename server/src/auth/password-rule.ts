import { type Issue, issue } from '@pipewright/logic';

/** The shortest and the longest password, in characters. */
export const PASSWORD = { least: 10, most: 128 } as const;

/** Fewer than this many characters left of a password, once what can be guessed is taken out, are no secret. */
const SECRET = 6;
/** Shorter words stand in other words by chance: “ann” in “planning”. A Chinese name has two characters. */
const WORD = 4;
const HAN_WORD = 2;

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** Keys beside each other, in both directions, and down the columns of the keyboard. */
const WAYS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join('')), '1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm'];
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/** What a password must not be made of, and whether a text, in lower case, is among the passwords that everybody tries first. */
export interface PasswordGround {
  /** Names, addresses and other words that stand close to the person. */
  readonly personal: readonly string[];
  readonly isCommon: (text: string) => boolean;
}

/** Why a password is no good, with a sentence that says what to do; undefined where it is. The same rule wherever one is set. */
export function passwordFault(password: string, { personal, isCommon }: PasswordGround, path: string): Issue | undefined {
  const characters = [...password];
  if (characters.length < PASSWORD.least) return issue(path, 'password.short', { least: PASSWORD.least });
  if (characters.length > PASSWORD.most) return issue(path, 'password.long', { most: PASSWORD.most });
  const text = password.normalize('NFKC').toLowerCase();
  if (repeats(text)) return issue(path, 'password.repeats');
  if (withoutRuns(text).length < SECRET) return issue(path, 'password.sequence');
  if (words(personal).some((word) => text.includes(word))) return issue(path, 'password.personal');
  if (cores(text).some(isCommon)) return issue(path, 'password.common');
  return undefined;
}

/** One piece again and again, or hardly any different characters. */
function repeats(text: string): boolean {
  if (new Set(text).size < 5) return true;
  for (let length = 1; length <= text.length / 2; length += 1) if (text.startsWith(text.slice(length))) return true;
  return false;
}

/** The text with each run of three or more neighbours, by alphabet, number or keyboard, shrunk to its first character. */
function withoutRuns(text: string): string {
  let left = '';
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && isRun(text.slice(at, end + 1))) end += 1;
    left += text[at];
    at = end - at >= 3 ? end : at + 1;
  }
  return left;
}

function isRun(piece: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < piece.length; i += 1) steps.add(piece.charCodeAt(i) - piece.charCodeAt(i - 1));
  const [step = 2] = steps;
  return (steps.size === 1 && Math.abs(step) <= 1) || WAYS.some((way) => way.includes(piece));
}

function words(personal: readonly string[]): string[] {
  return personal
    .flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.normalize('NFKC').toLowerCase().trim())
    .filter((word) => word.length >= (/\p{Script=Han}/u.test(word) ? HAN_WORD : WORD));
}

/** The text as it stands, and what is left of it where only a few digits and signs were put around a word: `Pa$$word2024!` is `password`. */
function cores(text: string): string[] {
  const plain = (each: string) => [each, [...each].map((sign) => LOOKS_LIKE[sign] ?? sign).join('')];
  const bare = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return text.length - bare.length < SECRET ? [...plain(text), ...plain(bare)] : plain(text);
}
