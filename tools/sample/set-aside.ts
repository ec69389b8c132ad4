import { dice } from './dice.ts';
import { opportunities, type Step } from './opportunities.ts';

const { whole, pick } = dice(20_260_102);

/** Days on which deals that wait for a later time come back: the first of them today, so that something wakes up wherever the sample is looked at. */
const WAKE_UP = [0, 0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180];
const FUTURE = ['need_not_ripe', 'next_budget_year', 'contract_running'] as const;
const IN_POOL = 16;
// Whoever signs in to the demo as a sales person keeps what is theirs; colleagues let go of some.
const SIGNS_IN = 'p13';

const lastDay = ({ at, steps }: { at: number; steps: readonly Step[] }) => steps.at(-1)?.at ?? at;
const open = opportunities.filter((each) => each.owner !== SIGNS_IN && !each.steps.at(-1)?.status && lastDay(each) < -2);
/** Every so many of the open ones, never the same twice. */
const some = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => open[from + i * Math.floor(open.length / (WAKE_UP.length + IN_POOL))]).filter(
    (each) => each !== undefined,
  );
const dayFor = (deal: Parameters<typeof lastDay>[0], soonest: number) => Math.max(lastDay(deal) + 1, whole(soonest, -2));

/** Sets some of the open deals aside until a later day, and lets some go, so that they lie in the pool. */
export function setAside(): void {
  for (const [i, deal] of some(WAKE_UP.length, 0).entries())
    deal.steps.push({ at: dayFor(deal, -40), status: 'future', reason: pick(FUTURE), until: `#${WAKE_UP[i]}` });
  for (const deal of some(IN_POOL, 7)) deal.steps.push({ at: dayFor(deal, -20), values: { owner: null } });
}
