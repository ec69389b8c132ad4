import { z } from 'zod';
import { done, list } from './common.ts';
import type { Operation } from './operation.ts';

const feedSchema = z.strictObject({
  app: z.string(),
  since: z.string(),
  used: z.string().nullable().describe('When a program last read it, to the hour'),
});
/** A calendar of an app that other programs read by an address of its own. Instants in ISO 8601. */
export type Feed = z.infer<typeof feedSchema>;
const newFeedSchema = feedSchema.extend({ token: z.string().describe('What its address ends with: the only time that it is told') });

/** One's own calendars for other programs. */
export const feedOperations = {
  listFeeds: { summary: "One's own calendar feeds", guard: 'signedIn', answer: z.strictObject({ feeds: list(feedSchema) }) },
  makeFeed: {
    ...{
      summary: "Makes the address of one's own calendar feed of an app; a former address leads nowhere from then on",
      guard: 'signedIn',
    },
    answer: newFeedSchema,
  },
  endFeed: { summary: "Closes one's own calendar feed of an app", guard: 'signedIn', answer: done },
  readFeed: {
    ...{ summary: 'A calendar feed after RFC 5545: tasks, activities, next steps and what comes back, of its person', guard: 'public' },
    ...{ media: 'text/calendar', answer: z.string() },
  },
} satisfies Readonly<Record<string, Operation>>;
