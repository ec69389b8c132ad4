import { z } from 'zod';
import type { Rule } from './rule.ts';

/** The zod schema of a rule's outer shape; its meaning is checked by `check`. */
export const ruleSchema: z.ZodType<Rule> = z.json().meta({ id: 'Rule', description: 'A JSON-logic rule' }) as z.ZodType<Rule>;
