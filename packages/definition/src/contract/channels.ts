import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';
import { done, list, text } from './common.ts';
import type { Operation } from './operation.ts';
import { narrowing } from './records.ts';

/** What a channel leads to: a program with a signed webhook, or a group's robot of 飞书, 钉钉 or 企业微信. */
export const CHANNEL_KINDS = ['webhook', 'feishu', 'dingtalk', 'wecom'] as const;
/** What a channel leads to. */
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** How a delivery stands: not tried yet, taken by the receiver, to be tried again, or given up. */
export const DELIVERY_STATES = ['waiting', 'sent', 'failed', 'dead'] as const;
/** How a delivery stands. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * Why a delivery did not go well: the channel is gone, off, or its secret cannot be read; the address is inside or is none; nobody was reached, the answer came too late,
 * leads elsewhere, or was no; the robot said no; too much was sent at once; no mail server is set, or it did not take the letter.
 */
export const DELIVERY_FAULTS = [
  ...(['gone', 'off', 'secret', 'inside', 'address', 'unreachable', 'slow', 'elsewhere', 'refused', 'robot', 'busy'] as const),
  ...(['mailless', 'mail'] as const),
] as const;
/** Why a delivery did not go well. */
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

const channelSchema = z
  .strictObject({
    ...{ id: z.string(), key: keySchema, name: labelSchema, kind: z.enum(CHANNEL_KINDS), address: z.string() },
    hasSecret: z.boolean().describe('Whether there is a secret, which is never told'),
    off: z.boolean().describe('Nothing is sent while it is off'),
    by: z.string().nullable().describe('The name of who made it'),
    at: z.string(),
    waiting: z.int().describe('Deliveries that are still to be sent'),
    dead: z.int().describe('Deliveries that were given up'),
  })
  .meta({ id: 'Channel', description: 'A way out of the house by name: a webhook, or the robot of a group' });
/** A way out of the house by name. Instants in ISO 8601. */
export type Channel = z.infer<typeof channelSchema>;

const outcome = {
  fault: z.enum(DELIVERY_FAULTS).nullable().describe('Why it did not go well the last time'),
  status: z.int().nullable().describe('The status of the last answer'),
  said: z.string().nullable().describe('The last answer, cut short'),
};
const testedSchema = z.strictObject({ sent: z.boolean(), ...outcome });
/** What became of a test message. */
export type Tested = z.infer<typeof testedSchema>;

const deliverySchema = z
  .strictObject({
    ...{ id: z.string(), key: z.string(), title: z.string(), state: z.enum(DELIVERY_STATES), attempts: z.int() },
    to: z.strictObject({ kind: z.enum(['channel', 'mail']), target: z.string().describe('The key of a channel, or an e-mail address') }),
    at: z.string().describe('When it was caused'),
    sentAt: z.string().nullable(),
    nextAt: z.string().nullable().describe('When it is tried next; null where it is not'),
    ...outcome,
  })
  .meta({ id: 'Delivery', description: 'Something that leaves the house, or has left it' });
/** Something that leaves the house, or has left it. Instants in ISO 8601. */
export type Delivery = z.infer<typeof deliverySchema>;

const address = z.string().trim().min(1).max(2000);
const secret = z.string().trim().min(1).max(200);
const newChannel = z.strictObject({
  ...{ key: keySchema, name: labelSchema, kind: z.enum(CHANNEL_KINDS), address },
  secret: secret.optional().describe('What it is signed with'),
});
const changed = z.strictObject({
  ...{ name: labelSchema.optional(), address: address.optional(), off: z.boolean().optional() },
  secret: secret.nullable().optional().describe('Left out, it stays; null takes it away'),
});

const byAdmin = { guard: 'appAdmin', limit: 'small' } as const;

/** The ways out of the house, and what goes through them: for administrators of the app. */
export const channelOperations = {
  listChannels: {
    ...{ summary: 'The channels of an app', guard: 'appAdmin', answer: z.strictObject({ channels: list(channelSchema) }) },
  },
  addChannel: {
    ...{ summary: 'Adds a channel', ...byAdmin, once: true, body: newChannel, status: 201, answer: z.strictObject({ id: z.string() }) },
  },
  changeChannel: { summary: 'Changes a channel', ...byAdmin, body: changed, answer: done },
  removeChannel: { summary: 'Removes a channel; what is still addressed to it is given up', guard: 'appAdmin', answer: done },
  testChannel: { summary: 'Sends a test message now, once, and says what became of it', guard: 'appAdmin', answer: testedSchema },
  listDeliveries: {
    ...{ summary: 'What left the house or is to leave it, newest first', guard: 'appAdmin' },
    query: z.object({
      state: z.enum(DELIVERY_STATES).optional(),
      channel: text('The key of a channel'),
      after: text('The cursor of the page before'),
      limit: narrowing.limit('Deliveries per page'),
    }),
    answer: z.strictObject({ deliveries: list(deliverySchema), next: z.string().nullable() }),
  },
  redriveDelivery: { summary: 'Sends again what was given up', guard: 'appAdmin', answer: done },
  redriveDeliveries: {
    ...{ summary: 'Sends again everything that was given up, of one channel or of all', ...byAdmin },
    ...{ body: z.strictObject({ channel: keySchema.optional() }), answer: z.strictObject({ count: z.int() }) },
  },
} satisfies Readonly<Record<string, Operation>>;
