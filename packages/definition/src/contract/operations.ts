import type { z } from 'zod';
import { accountOperations } from './account.ts';
import type { addresses, OperationName } from './addresses.ts';
import { approvalOperations } from './approvals.ts';
import { appOperations } from './apps.ts';
import { automationOperations } from './automations.ts';
import { bulkOperations } from './bulk.ts';
import { chanceOperations } from './chance.ts';
import { channelOperations } from './channels.ts';
import { conversionOperations } from './conversion.ts';
import { duplicateOperations } from './duplicates.ts';
import { exceptionOperations } from './exceptions.ts';
import { exportOperations } from './exports.ts';
import { feedOperations } from './feeds.ts';
import { fileOperations } from './files.ts';
import { findOperations } from './find.ts';
import { hookOperations } from './hooks.ts';
import { importOperations } from './imports.ts';
import { lineOperations } from './line.ts';
import { lookOperations } from './look.ts';
import { mailWishOperations } from './mail-wish.ts';
import { noticeOperations } from './notices.ts';
import { openOperations } from './open.ts';
import type { Operation } from './operation.ts';
import { orgOperations } from './org.ts';
import { originOperations } from './origins.ts';
import { poolOperations } from './pool.ts';
import { presetOperations } from './presets.ts';
import { publishOperations } from './publish.ts';
import { recordOperations } from './records.ts';
import { reportOperations } from './reports.ts';
import { secretOperations } from './secrets.ts';
import { shareOperations } from './shares.ts';
import { storyOperations } from './story.ts';
import { teamOperations } from './team.ts';
import { todayOperations } from './today.ts';
import { workOperations } from './work.ts';

/** Every operation of the API: who may ask it, what is sent and what is answered. Where it is asked stands in `addresses.ts`. */
export const operations = {
  ...{ ...openOperations, ...accountOperations, ...orgOperations, ...appOperations, ...recordOperations },
  ...{ ...teamOperations, ...shareOperations, ...storyOperations, ...reportOperations, ...importOperations, ...publishOperations },
  ...{ ...mailWishOperations, ...noticeOperations, ...findOperations, ...todayOperations, ...fileOperations, ...lineOperations },
  ...{ ...exportOperations, ...bulkOperations, ...automationOperations, ...channelOperations, ...secretOperations, ...poolOperations },
  ...{ ...hookOperations, ...feedOperations, ...workOperations, ...chanceOperations, ...conversionOperations, ...originOperations },
  ...{ ...exceptionOperations, ...duplicateOperations, ...presetOperations, ...lookOperations },
  ...approvalOperations,
} satisfies Readonly<Record<OperationName, Operation>>;

type Operations = typeof operations;
type ParamsIn<P extends string> = P extends `${string}/:${infer Name}/${infer Rest}`
  ? Name | ParamsIn<`/${Rest}`>
  : P extends `${string}/:${infer Name}`
    ? Name
    : never;
type Params<N extends OperationName> = ParamsIn<(typeof addresses)[N]>;

/** What an operation answers where it goes well. */
export type AnswerOf<N extends OperationName> = z.output<Operations[N]['answer']>;

/** What is sent is only read. */
type Sent<T> = T extends readonly (infer Item)[] ? readonly Sent<Item>[] : T extends object ? { readonly [K in keyof T]: Sent<T[K]> } : T;

/** What a caller sends: what stands in the path by its names, `query` and `body`. Numbers and flags may stand in addresses as they are. */
export type Asked<N extends OperationName> = { readonly [P in Params<N>]: string | number } & (Operations[N] extends {
  query: infer Q extends z.ZodType;
}
  ? { readonly query?: { readonly [K in keyof z.input<Q>]?: z.input<Q>[K] | number | boolean } }
  : unknown) &
  (Operations[N] extends { body: infer B extends z.ZodType } ? { readonly body: Sent<z.input<B>> } : unknown);

/** What an operation is given: the same, read and found well-formed. */
export type Given<N extends OperationName> = { readonly [P in Params<N>]: string } & (Operations[N] extends {
  query: infer Q extends z.ZodType;
}
  ? { readonly query: z.output<Q> }
  : unknown) &
  (Operations[N] extends { body: infer B extends z.ZodType } ? { readonly body: z.output<B> } : unknown);

/** The operations whose answer is something else than JSON. */
export type StreamName = { [N in OperationName]: Operations[N] extends { media: string } ? N : never }[OperationName];
