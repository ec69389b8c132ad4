import { type Field, type Language, textParts } from '@pipewright/definition';

const brace = (name: string) => `{${name}}`;

/** A text as somebody writes it: places by the names of fields, in the language of the text. A name that two fields share stands for none. */
export function withNames(text: string, fields: readonly Field[], language: Language): string {
  const called = (key: string) => {
    const name = fields.find((field) => field.key === key)?.name[language];
    return name !== undefined && keyCalled(name, fields, language) === key ? name : key;
  };
  return textParts(text)
    .map((part) => (part.kind === 'text' ? part.text : brace(called(part.name))))
    .join('');
}

/** The text as it is kept: places by the keys of fields. What names no field stays as it was typed. */
export function withKeys(text: string, fields: readonly Field[], language: Language): string {
  return textParts(text)
    .map((part) => (part.kind === 'text' ? part.text : brace(keyCalled(part.name, fields, language) ?? part.name)))
    .join('');
}

function keyCalled(name: string, fields: readonly Field[], language: Language): string | undefined {
  const found = fields.filter((field) => field.name[language] === name);
  return found.length === 1 && !/[{}]/.test(name) ? found[0]?.key : undefined;
}
