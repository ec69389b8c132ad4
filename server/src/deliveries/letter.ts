import { escaped, type Letter, oneLine } from '../mail/letter.ts';
import type { Message } from './message.ts';

const paragraph = (html: string) => `<p>${html}</p>`;
const link = (address: string, words: string) => `<a href="${escaped(address)}">${escaped(words)}</a>`;

/** A message as a letter: its title is the subject, and nothing in it is anything but text. */
export function letterFrom({ title, text, link: look, facts = [] }: Message): Letter {
  const subject = oneLine(title);
  const plainFacts = facts.map((fact) => `${fact.name}: ${fact.value}${fact.link === undefined ? '' : `\n${fact.link}`}`);
  const plain = [text, plainFacts.join('\n'), look ?? ''].filter((each) => each !== '').join('\n\n');
  const rows = facts.map(
    (fact) => `<li>${escaped(fact.name)}: ${fact.link === undefined ? escaped(fact.value) : link(fact.link, fact.value || fact.link)}</li>`,
  );
  const html = [
    ...text.split(/\n{2,}/).map((part) => paragraph(escaped(part).replaceAll('\n', '<br>'))),
    ...(rows.length > 0 ? [`<ul>${rows.join('')}</ul>`] : []),
    ...(look === undefined ? [] : [paragraph(link(look, look))]),
  ];
  return { subject, text: plain, html: `<!doctype html><html><body>${html.join('')}</body></html>` };
}
