import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';
import { done, list } from './common.ts';
import type { Operation } from './operation.ts';

/** The most hosts that an app may ask, and that a secret may be sent to. */
export const MOST_HOSTS = 100;
/** How few and how many signs a secret has: what is too short could not be blotted out of what others answer. */
export const SECRET_SIGNS = { least: 8, most: 4000 } as const;

const host = z.string().trim().min(1).max(255);
const hosts = z.array(host).max(MOST_HOSTS);

const secretSchema = z
  .strictObject({
    name: keySchema,
    hosts: list(z.string()).describe('The hosts that it may be sent to'),
    ...{ by: z.string().nullable(), at: z.string().describe('When its value was entered') },
    usedAt: z.string().nullable().describe('When it was last sent'),
    uses: list(labelSchema).describe('The automations that name it, published or in the draft'),
  })
  .meta({ id: 'AppSecret', description: 'A secret of an app by its name; its value is told to nobody' });
/** A secret of an app by its name. Instants in ISO 8601. */
export type AppSecret = z.infer<typeof secretSchema>;

const value = z.string().min(SECRET_SIGNS.least).max(SECRET_SIGNS.most);
const kept = { value, hosts: hosts.min(1).describe('The hosts that it may be sent to; changed only together with the value') };
const byAdmin = { guard: 'appAdmin', limit: 'small', screens: true } as const;

/** What automations may ask of other programs: which hosts, and with which secrets. For administrators of the app. */
export const secretOperations = {
  listSecrets: {
    ...{ summary: 'The hosts that an app may ask, and its secrets by their names', guard: 'appAdmin', screens: true },
    answer: z.strictObject({
      hosts: list(z.string()),
      secrets: list(secretSchema),
      open: z.boolean().describe('Whether addresses without https may be asked'),
    }),
  },
  setCallHosts: {
    ...{ summary: 'Says which hosts the automations of an app may ask', ...byAdmin },
    ...{ body: z.strictObject({ hosts }), answer: z.strictObject({ hosts: list(z.string()) }) },
  },
  keepSecret: { summary: 'Adds a secret, or replaces the one of this name', ...byAdmin, body: z.strictObject(kept), answer: done },
  removeSecret: {
    ...{ summary: 'Removes a secret; one that is in use only where that is said to be meant', guard: 'appAdmin', screens: true },
    ...{ query: z.object({ anyway: z.enum(['true']).optional().describe('Even though automations name it') }), answer: done },
  },
} satisfies Readonly<Record<string, Operation>>;
