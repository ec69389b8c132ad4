import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { NODE_KINDS } from '../model/automation/node.ts';
import { done, known, list, text } from './common.ts';
import type { Operation } from './operation.ts';
import { narrowing } from './records.ts';

/** Where a run stands: about to go on, at a step that waits, at its end, given up after failing, or cut off because automations began each other without end. */
export const RUN_STATES = ['waiting', 'asleep', 'done', 'failed', 'stopped'] as const;
/** Where a run stands. */
export type RunState = (typeof RUN_STATES)[number];

/** The longest reason that is given for what is done with a run by hand. */
export const MOST_RUN_NOTE = 500;

/** What came of a step; `begun`: it waits for the runs that it began, `failed`: some of them did not succeed; `there`: what it was to make is there already; `skipped`, and `ended` with its run: by hand. */
export type StepOutcome = 'done' | 'begun' | 'failed' | 'refused' | 'nobody' | 'overtaken' | 'there' | 'skipped' | 'ended';

const named = z.strictObject({ id: z.string(), name: z.string() });

const stateSchema = z
  .strictObject({
    key: z.string(),
    off: z.boolean(),
    /** Who switched it and when; null where it is as it was published. */
    switchedBy: named.nullable(),
    switchedAt: z.string().nullable(),
    fired: z.int().describe('How often it began in the last 30 days'),
    lastAt: z.string().nullable().describe('When it last began'),
    waiting: z.int().describe('How many runs are about to go on'),
    asleep: z.int().describe('How many runs wait for a time, or for something to hold'),
    failed: z.int().describe('How many of the last 30 days were given up or cut off'),
    failure: z.string().nullable().describe('Why the last of those was, in the language of the request'),
    refused: z.int().describe('How many of the last twenty messages that came to it were refused or fit no record'),
  })
  .meta({ id: 'AutomationState' });
/** How an automation is doing. */
export type AutomationState = z.infer<typeof stateSchema>;

const stepSchema = z.strictObject({
  node: z.string(),
  kind: z.enum(NODE_KINDS),
  at: z.string(),
  outcome: known<StepOutcome>().describe('What came of it: it was done, the record’s rules refused it, or there was nobody to do it to'),
  exit: z.string().nullable().describe('By which of its ways it was left, in words, of a step that has several'),
  input: list(z.strictObject({ name: z.string(), value: z.string() })).describe('What it was done with, in words'),
  people: list(z.string()).describe('Whom it reached'),
  faults: list(z.string()).describe('What spoke against it'),
  children: z
    .strictObject({
      total: z.int(),
      over: z.int().describe('How many of them are over'),
      failed: z.int().describe('How many of those did not succeed'),
    })
    .nullable()
    .describe('The runs that it began and waits for, of a step that does'),
});

const runSchema = z
  .strictObject({
    id: z.string(),
    automation: z.string(),
    record: z.strictObject({ entity: z.string(), id: z.string(), title: z.string().nullable() }).nullable(),
    level: z.string().nullable().describe('The level of a ladder'),
    state: z.enum(RUN_STATES),
    at: z.string().describe('When it began'),
    endedAt: z.string().nullable(),
    until: z.string().nullable().describe('Until when it waits, where that is not for ever'),
    node: z.string().nullable().describe('The step at which it stands; null at its end'),
    version: z.int(),
    parent: z.strictObject({ id: z.string(), automation: z.string() }).nullable().describe('The run that began it and waits for it'),
    side: labelSchema.nullable().describe('Which of the ways that are gone side by side it goes, where it does'),
    attempts: z.int(),
    failure: z.string().nullable(),
    input: list(z.strictObject({ name: z.string(), value: z.string() }))
      .optional()
      .describe('Where a message from outside began it: what the message said, in words'),
    call: z
      .strictObject({
        asks: z.string().describe('How, whom and for what: without what stands in the query'),
        attempts: z.int().describe('How often it was tried'),
        nextAt: z.string().nullable().describe('When it is tried again; null before the first try'),
        fault: z.string().nullable().describe('What came of the last try'),
      })
      .nullable()
      .describe('Whom it waits for to answer, where it stands at a request'),
    steps: list(stepSchema),
  })
  .meta({ id: 'Run' });
/** What an automation did once. */
export type Run = z.infer<typeof runSchema>;

const requestSchema = z.strictObject({
  ...{ method: z.string(), url: z.string().nullable().describe('Null where a value keeps it from being one') },
  headers: list(z.strictObject({ name: z.string(), value: z.string() })).describe('With dots in the place of secrets'),
  ...{ body: z.string().nullable().describe('What is sent, as JSON'), fault: z.string().nullable() },
});
/** What another program would be asked. */
export type RequestJson = z.infer<typeof requestSchema>;

const hitSchema = z.strictObject({
  record: z.string(),
  title: z.string().nullable(),
  level: z.string().nullable(),
  at: z.string().describe('When it would begin, or would have begun'),
  people: list(named).describe('Whom it would tell'),
  request: requestSchema.optional().describe('What it would ask of another program first'),
});

const opens = z
  .string()
  .optional()
  .describe('When its working hours begin, where it keeps to them and they have not begun: nobody is told before');

const drySchema = z
  .strictObject({
    total: z.int().describe('How many records it would begin for now'),
    opens,
    levels: list(z.strictObject({ level: z.string().nullable(), count: z.int() })),
    hits: list(hitSchema).describe('The first hundred of them'),
  })
  .meta({ id: 'AutomationTrial' });
/** What an automation would do now. */
export type AutomationTrial = z.infer<typeof drySchema>;

const beginningSchema = z
  .strictObject({
    automation: z.string(),
    name: labelSchema,
    counted: z.boolean().describe('False where it speaks of what is not published yet'),
    records: z.int().describe('For how many records it would begin at once'),
    opens,
    levels: list(z.strictObject({ level: labelSchema.nullable(), count: z.int() })),
    most: z.strictObject({ person: named, count: z.int() }).nullable().describe('Who would be told most, and how often'),
  })
  .meta({ id: 'Beginning' });
/** What an automation would begin for at once. */
export type Beginning = z.infer<typeof beginningSchema>;

const sideSchema = z.strictObject({
  total: z.int(),
  records: z.int(),
  levels: list(z.strictObject({ level: z.string().nullable(), count: z.int() })),
  weeks: list(z.strictObject({ week: z.string().describe('Its Monday'), count: z.int() })),
  people: list(z.strictObject({ person: named, total: z.int(), mostInWeek: z.int() })).describe('Who would have been told most'),
  hits: list(hitSchema).describe('The latest two hundred'),
});

const backSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    draft: sideSchema,
    published: sideSchema.nullable().describe('What the published automation of this key would have done; null where there is none'),
  })
  .meta({ id: 'Backtest' });
/** What an automation would have done in the past. */
export type Backtest = z.infer<typeof backSchema>;

const note = z.string().trim().min(1).max(MOST_RUN_NOTE).describe('Why; kept with the run');

const automation = z.unknown().describe('An automation, as it stands in a definition');

/** What runs by itself, what it did, and what it would do. */
export const automationOperations = {
  listAutomations: { summary: 'How each automation is doing', guard: 'appAdmin', screens: true, answer: list(stateSchema) },
  switchAutomation: {
    ...{ summary: 'Switches an automation on or off at once, without a publish', guard: 'appAdmin', limit: 'small', screens: true },
    ...{ body: z.strictObject({ off: z.boolean() }), answer: stateSchema },
  },
  listRuns: {
    ...{ summary: 'What automations did, latest first', guard: 'appAdmin', screens: true },
    query: z.object({
      automation: text('Of one automation alone'),
      record: text('About one record alone'),
      run: text('One run alone'),
      parent: text('Those that one run began and waits for'),
      state: text(`One of ${RUN_STATES.join(', ')}`),
      after: text('The cursor of the page before'),
      limit: narrowing.limit('Runs per page'),
    }),
    answer: z.strictObject({ runs: list(runSchema), next: z.string().nullable() }),
  },
  skipStep: {
    ...{ summary: 'Lets a run that failed or waits go on behind the step at which it stands', guard: 'appAdmin', screens: true },
    ...{ limit: 'small', body: z.strictObject({ node: z.string().describe('That step'), note }), answer: done },
  },
  endRun: {
    ...{ summary: 'Ends a run that failed or waits', guard: 'appAdmin', limit: 'small', screens: true },
    ...{ body: z.strictObject({ note }), answer: done },
  },
  retryRun: { summary: 'Lets a run that failed go on from the step it failed at', guard: 'appAdmin', screens: true, answer: done },
  tryAutomation: {
    ...{ summary: 'What an automation of a draft would do now', guard: 'appAdmin', limit: 'document', reads: true, screens: true },
    ...{ body: z.strictObject({ automation }), answer: drySchema },
  },
  countBeginnings: {
    ...{ summary: 'What automations would begin for at once', guard: 'appAdmin', reads: true, screens: true, limit: 'small' },
    body: z.strictObject({
      version: z.int().optional().describe('Once this version is published again; otherwise once the draft is'),
      automation: z.string().optional().describe('Instead: once this automation of the published app is switched on'),
    }),
    answer: z.strictObject({ beginnings: list(beginningSchema) }),
  },
  backtestAutomation: {
    ...{
      summary: 'What an automation of a draft would have done in the past',
      guard: 'appAdmin',
      limit: 'document',
      reads: true,
      screens: true,
    },
    ...{ body: z.strictObject({ automation, months: z.int().min(1).max(24) }), answer: backSchema },
  },
  pressButton: {
    summary: 'Begins an automation that waits for a press, for one record',
    guard: 'member',
    once: true,
    answer: done,
  },
} satisfies Readonly<Record<string, Operation>>;
