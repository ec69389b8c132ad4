import { z } from 'zod';
import { MAIL_WAYS, type MailWish } from '../model/mail-wish.ts';
import { NOTICE_TOPICS } from '../model/notice.ts';
import { done } from './common.ts';
import type { Operation } from './operation.ts';

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const wishSchema: z.ZodType<MailWish> = z
  .strictObject({
    topics: z.strictObject(
      Object.fromEntries(NOTICE_TOPICS.map((topic) => [topic, z.enum(MAIL_WAYS)])) as Record<
        (typeof NOTICE_TOPICS)[number],
        z.ZodEnum<{ now: 'now'; digest: 'digest'; never: 'never' }>
      >,
    ),
    quiet: z.strictObject({ from: hour, to: hour }).nullable().describe('The hours in which no mail leaves'),
    weekends: z.boolean().describe('Whether none leaves on Saturdays and Sundays'),
    digestAt: hour.describe('When what comes once a day leaves'),
    timeZone: z.string().max(60).describe('Whose clock goes where the person has chosen no zone'),
  })
  .meta({ id: 'MailWish' });

/** How one wants notices by mail. */
export const mailWishOperations = {
  readMailWish: {
    ...{ summary: 'How one wants notices by mail, and whether this installation sends any', guard: 'signedIn' },
    answer: z.strictObject({ wish: wishSchema, mail: z.boolean() }),
  },
  changeMailWish: { summary: 'Says how one wants notices by mail', guard: 'signedIn', limit: 'small', body: wishSchema, answer: done },
} satisfies Readonly<Record<string, Operation>>;
