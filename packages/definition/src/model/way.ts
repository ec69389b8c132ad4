import type { Pipeline } from './pipeline.ts';

/** How customers buy: one person decides quickly, a few people within weeks, or many people over months, by tender. */
export const BUYINGS = ['quick', 'several', 'tender'] as const;
/** How customers buy. */
export type Buying = (typeof BUYINGS)[number];

/** What a company wants of customers: many deals fast, both, or a few large accounts for long. */
export const AIMS = ['volume', 'balanced', 'relationship'] as const;
/** What a company wants of customers. */
export type Aim = (typeof AIMS)[number];

/** The ways of selling that pipelines are made for: a short one, five steps, or the steps of the buyer. */
export const WAYS = ['short', 'stepwise', 'key_account'] as const;
/** A way of selling. */
export type Way = (typeof WAYS)[number];

/** The way of selling that two answers propose: each answer draws towards the long one as far as it goes, and neither decides alone. */
export function wayOf(buying: Buying, aim: Aim): Way {
  const pull = BUYINGS.indexOf(buying) + AIMS.indexOf(aim);
  return pull <= 1 ? 'short' : pull === 2 ? 'stepwise' : 'key_account';
}

type Choosable = Pick<Pipeline, 'key' | 'stages'>;

const STEPS = 5;
const followsBuyer = ({ stages }: Choosable) => stages.some(({ buyerStep }) => buyerStep !== undefined);
const distance = ({ stages }: Choosable) => Math.abs(stages.length - STEPS);

/** The pipeline among several that goes best with a way of selling, the first of equals; undefined where there is none. */
export function pipelineOfWay<P extends Choosable>(way: Way, pipelines: readonly P[]): P | undefined {
  const buyers = pipelines.filter(followsBuyer);
  const plain = pipelines.filter((each) => !followsBuyer(each));
  const length = ({ stages }: Choosable) => stages.length;
  if (way === 'key_account') return (buyers.length > 0 ? buyers : pipelines).toSorted((a, b) => length(b) - length(a))[0];
  const among = plain.length > 0 ? plain : pipelines;
  return among.toSorted(way === 'short' ? (a, b) => length(a) - length(b) : (a, b) => distance(a) - distance(b))[0];
}
