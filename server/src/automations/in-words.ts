import { type App, entityOf, fieldOf, isChoice, type Language } from '@pipewright/definition';

/** What was written, or is to be, in words: fields and choices by their names. */
export function inWords(
  app: App,
  key: string | null,
  input: Readonly<Record<string, unknown>>,
  language: Language,
): { name: string; value: string }[] {
  const entity = key === null ? undefined : entityOf(app, key);
  return Object.entries(input).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'object' && !Array.isArray(value))
      return [{ name: '', value: String((value as Record<string, unknown>)[language] ?? '') }];
    const field = entity && fieldOf(entity, name);
    if (!field) return [];
    const option = isChoice(field) ? field.options?.find((each) => each.key === value)?.name[language] : undefined;
    return [{ name: field.name[language], value: option ?? String(value) }];
  });
}
