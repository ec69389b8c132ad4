/** What somebody outside is told: the same for every way out, each of which gives it its own form. */
export interface Message {
  /** What happened, in one line: the subject of a letter. */
  readonly title: string;
  /** What there is to say, in lines; plain text. */
  readonly text: string;
  /** Where to look or act: a path of ours like `/a/app/…`, or a whole address. */
  readonly link?: string | undefined;
  /** Facts under the text, each a name and a value as a person reads them, with an own way to look where there is one. */
  readonly facts?: readonly { readonly name: string; readonly value: string; readonly link?: string | undefined }[] | undefined;
  /** For programs: what it is about, with raw values by the keys of its fields. Only webhooks get it. */
  readonly record?: { readonly entity: string; readonly id: string; readonly values: Readonly<Record<string, unknown>> } | undefined;
  /** For programs: what kind of thing happened, in words with dots. */
  readonly type?: string | undefined;
}

/** The message with whole addresses, ways to look left out where nobody knows under which address people come. */
export function withAddresses(message: Message, publicUrl: string | undefined): Message {
  const whole = (link: string | undefined) => {
    if (link === undefined || !link.startsWith('/')) return link;
    return publicUrl === undefined ? undefined : `${new URL(publicUrl).origin}${link}`;
  };
  return { ...message, link: whole(message.link), facts: message.facts?.map((fact) => ({ ...fact, link: whole(fact.link) })) };
}

/** The beginning of a text that takes at most so many bytes in UTF-8; three dots show that it was longer. */
export function cutBytes(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  // A sign that was cut through becomes one that stands for it, and goes.
  return `${bytes
    .subarray(0, Math.max(0, most - 3))
    .toString()
    .replace(/\uFFFD+$/, '')}…`;
}
