import type { CommentJson, CommentPart } from '@pipewright/definition';

/** Somebody who can be mentioned. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What was typed as the pieces of a comment: `@` and the name of somebody who was chosen becomes that person, all else stays text. */
export function partsOf(text: string, chosen: readonly Person[]): CommentPart[] {
  // The longest name first: “@Li Na” is not “@Li” and something.
  const people = chosen.filter(({ name }) => name !== '').toSorted((a, b) => b.name.length - a.name.length);
  const parts: CommentPart[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const found = text[at] === '@' ? people.find(({ name }) => text.startsWith(name, at + 1)) : undefined;
    if (!found) plain += text[at];
    else {
      if (plain) parts.push(plain);
      plain = '';
      parts.push({ person: found.id });
    }
    at += found ? found.name.length + 1 : 1;
  }
  return plain ? [...parts, plain] : parts;
}

/** A comment as the text its author can edit, and who is mentioned in it. */
export function textOf(parts: NonNullable<CommentJson['parts']>): { readonly text: string; readonly chosen: readonly Person[] } {
  const text = parts.map((part) => (typeof part === 'string' ? part : `@${part.person.name}`)).join('');
  return { text, chosen: parts.flatMap((part) => (typeof part === 'string' ? [] : [part.person])) };
}

/** The same comment in which some people are named without being mentioned. */
export function withoutMention(parts: readonly CommentPart[], people: readonly Person[]): CommentPart[] {
  return parts.map((part) => {
    const gone = typeof part === 'string' ? undefined : people.find(({ id }) => id === part.person);
    return gone ? gone.name : part;
  });
}
