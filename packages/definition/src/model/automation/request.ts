import { textParts } from './text-parts.ts';

/** How another program is asked. */
export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
/** How another program is asked. */
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** The beginning of an address: how and whom. No name, no password and no place stands in it, so that nothing of a record says who is asked. */
const BEGINNING = /^https?:\/\/[^/?#\\@{}\s\p{Cc}]+(?=[/?]|$)/iu;
/** What stands nowhere in an address: it would be read as something else, or dropped. */
const STRANGE = /[#\\"<>`^|\s\p{Cc}\p{Cs}]/u;
/** A sign that is written as a number has both of its figures beside it, so that no value becomes a part of it. */
const HALF = /%(?![0-9a-f]{2})/i;
const DOTS = /^(\.|%2e){1,2}$/i;

/** The address of a request as it is written: whom it asks, and what of whom. Undefined where it is none. */
export function readAddress(address: string): { readonly start: string; readonly rest: string; readonly url: URL } | undefined {
  const start = BEGINNING.exec(address)?.[0];
  if (start === undefined || !URL.canParse(start)) return undefined;
  const rest = address.slice(start.length);
  const words = textParts(rest).flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  return words.some((text) => STRANGE.test(text) || HALF.test(text) || /[{}]/.test(text))
    ? undefined
    : { start, rest, url: new URL(start) };
}

/** Whom an address asks: its host, with the port where it is not the usual one; empty where it is no address. */
export const hostOfAddress = (address: string): string => readAddress(address)?.url.host ?? '';

/** The names of places in an address, each once. */
export function placesInAddress(address: string): string[] {
  return [...new Set(textParts(address).flatMap((part) => (part.kind === 'place' ? [part.name] : [])))];
}

/** An address that is filled; or the name whose value it does not bear: an empty one in its path, or one that would lead up in it. */
export type Filled = { readonly url: string } | { readonly name: string; readonly why: 'empty' | 'dots' };

/** All but letters, figures and four signs as numbers: what a value says stays one value, wherever it stands. */
const encoded = (value: string) =>
  encodeURIComponent(value.toWellFormed()).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Fills the places of an address. Each value stays within its place, whatever it holds.
 * @param show what stands in the place of a name
 */
export function fillAddress(address: string, show: (name: string) => string): Filled {
  const found = readAddress(address);
  if (!found) return { name: '', why: 'dots' };
  const question = found.rest.indexOf('?');
  const path = question < 0 ? found.rest : found.rest.slice(0, question);
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    const parts = textParts(segment);
    const names = parts.flatMap((part) => (part.kind === 'place' ? [part.name] : []));
    const empty = names.find((name) => show(name) === '');
    if (empty !== undefined) return { name: empty, why: 'empty' };
    const filled = parts.map((part) => (part.kind === 'text' ? part.text : encoded(show(part.name)))).join('');
    if (names[0] !== undefined && DOTS.test(filled)) return { name: names[0], why: 'dots' };
    segments.push(filled);
  }
  const query = question < 0 ? [] : textParts(found.rest.slice(question));
  const asked = query.map((part) => (part.kind === 'text' ? part.text : encoded(show(part.name)))).join('');
  return { url: `${found.start}${segments.join('/')}${asked}` };
}

/** Names of headers that say how the request travels, or that it says itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'http2-settings', 'host', 'content-length', 'expect', 'accept-encoding', 'idempotency-key'],
]);
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
/** Signs that a header takes on its way through every program. */
const HEADER_SIGNS = /^[\x20-\x7e]*$/;

/** True for a header that a request may have. */
export function isHeader(name: string): boolean {
  return HEADER_NAME.test(name) && !OWN_HEADERS.has(name.toLowerCase());
}

/** True for what may stand in a header: one line, in signs that all programs take. */
export const isHeaderText = (text: string): boolean => HEADER_SIGNS.test(text);

const SECRET = /^secret:([a-z][a-z0-9_]{0,39})$/;

/** The pieces of the value of a header: words, and secrets by their names. Undefined where something else stands in braces. */
export function headerParts(value: string): ({ readonly text: string } | { readonly secret: string })[] | undefined {
  const parts = textParts(value).map((part) => {
    if (part.kind === 'text') return { text: part.text };
    const secret = SECRET.exec(part.name)?.[1];
    return secret === undefined ? undefined : { secret };
  });
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** The names of the secrets that headers hold, each once. */
export function secretsInHeaders(headers: Readonly<Record<string, string>> | undefined): string[] {
  const parts = Object.values(headers ?? {}).flatMap((value) => headerParts(value) ?? []);
  return [...new Set(parts.flatMap((part) => ('secret' in part ? [part.secret] : [])))];
}

/** The value of a header. @param show what stands in the place of a secret */
export function fillHeader(value: string, show: (secret: string) => string): string {
  return (headerParts(value) ?? []).map((part) => ('text' in part ? part.text : show(part.secret))).join('');
}
