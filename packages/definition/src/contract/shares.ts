import { z } from 'zod';
import { SHARE_LEVELS } from '../ground/cause.ts';
import { list } from './common.ts';
import type { Operation } from './operation.ts';

const level = z.enum(SHARE_LEVELS);

const shareSchema = z
  .strictObject({
    ...{ person: z.string(), name: z.string(), level },
    by: z.string().nullable().describe('The name of who gave it'),
    at: z.string().describe('When it was given'),
  })
  .meta({ id: 'Share', description: 'A person who may see or change one record beside those whom roles let' });
/** A person who may see or change one record beside those whom roles let. Instants in ISO 8601. */
export type Share = z.infer<typeof shareSchema>;

const sharesSchema = z.strictObject({
  shares: list(shareSchema),
  may: z.boolean().describe('Whether who asks may share the record'),
});
/** Who has a share in a record, and whether who asks may give one. */
export type Shares = z.infer<typeof sharesSchema>;

/** How a person stands to a record: sees it, would with a share of it, or would not even then, for want of a role that reads such records. */
export const ACCESS = ['sees', 'share', 'never'] as const;
/** How a person stands to a record. */
export type Access = (typeof ACCESS)[number];

/** The people of one record: who has a share in it, beside those whom roles let. */
export const shareOperations = {
  listShares: { summary: 'Who has a share in a record', guard: 'member', answer: sharesSchema },
  setShare: {
    ...{ summary: 'Lets a person see or change this record, as far as the role of that person goes', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ level }), answer: sharesSchema },
  },
  endShare: { summary: 'Withdraws the share of a person in a record', guard: 'member', answer: sharesSchema },
  checkAccess: {
    ...{ summary: 'Which people see a record, and which would with a share of it', guard: 'member' },
    query: z.object({ people: z.string().max(4000).describe('Ids of people, between commas; at most 50') }),
    answer: z.strictObject({ people: list(z.strictObject({ id: z.string(), access: z.enum(ACCESS) })), may: sharesSchema.shape.may }),
  },
} satisfies Readonly<Record<string, Operation>>;
