import { isStorable } from '@pipewright/definition';
import { refuse } from '../ground/refusal.ts';

/** What leads elsewhere, ends lines, or turns the direction in which the rest is read. */
const UNFIT = /[\p{Cc}/\\\u202a-\u202e\u2066-\u2069]/u;
/** What nobody sees and programs put in. */
const UNSEEN = /\u200b|\u200c|\u200d|\u200e|\u200f|\u2060|\ufeff/g;
const LONGEST = 200;

/** The name of a file in its one form, shortened before its ending where it is too long. Refuses what is no name, at the place `at`. */
export function cleanName(given: string, at: string): string {
  const name = given.normalize('NFC').replace(UNSEEN, '').trim();
  if (name === '' || name.startsWith('.') || UNFIT.test(name) || !isStorable(name)) refuse('file.name', undefined, at);
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const ending = [...name.slice(name.lastIndexOf('.'))].slice(0, 10);
  return [...characters.slice(0, LONGEST - ending.length), ...ending].join('');
}

/** The header that hands a file out under its name, whatever characters it has (RFC 6266, RFC 8187). */
export function disposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
