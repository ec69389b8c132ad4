import { z } from 'zod';
import type { Operation } from './operation.ts';

const demo = z.strictObject({ email: z.string(), password: z.string(), sales: z.string(), manager: z.string() });

/** What is there for everybody. */
export const openOperations = {
  health: {
    ...{ summary: 'Whether the server can serve', guard: 'public' },
    answer: z.strictObject({ status: z.enum(['ok', 'down']), version: z.string(), database: z.enum(['ok', 'down']) }),
  },
  readSignInHelp: {
    ...{ summary: 'What the page of signing in offers: who to sign in as in the demo, and a way back', guard: 'public' },
    answer: z.strictObject({
      demo: demo.optional(),
      forgotten: z.literal(true).optional().describe('Whether a forgotten password can be chosen anew by mail'),
    }),
  },
  readDefinitionSchema: { summary: 'The JSON Schema of definitions', guard: 'public', answer: z.looseObject({}) },
} satisfies Readonly<Record<string, Operation>>;
