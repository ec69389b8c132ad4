import { z } from 'zod';

/** The languages of the product and of every label. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
/** One of the product's languages. */
export type Language = (typeof LANGUAGES)[number];

/** A text a person reads, once per language. */
export const labelSchema = z.strictObject({ en: z.string().min(1).max(200), 'zh-CN': z.string().min(1).max(200) }).meta({ id: 'Label' });
/** A text a person reads, once per language. */
export type Label = z.infer<typeof labelSchema>;

/** The label's text in a language. */
export function say(label: Label, language: Language): string {
  return label[language];
}

/** The stable name of a part: it names columns and never changes once published. */
export const keySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .meta({ id: 'Key', description: 'Lower-case letter, then letters, digits or underscores; at most 40' });
