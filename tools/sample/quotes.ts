import { regionOf } from './company.ts';
import { dice } from './dice.ts';
import { opportunities, type Step } from './opportunities.ts';

// A stream of its own: what was drawn before stays as it is.
const { whole, pick, chance } = dice(20_260_207);

const VALID_DAYS = 30;
/** The stages in which a price is named for the first time. */
const OFFERS = new Set(['proposal', 'ka_solution']);
const USUAL = [0, 3, 5, 5, 8, 10, 10, 12, 15, 18, 20] as const;
/** What the demo's own people work with ends no sooner, so that the sample begins with nothing of theirs due; of others some ends within days. */
const SOONEST = 15;

type Deal = (typeof opportunities)[number];
interface Quote {
  readonly at: number;
  readonly discount: number;
  readonly state: string;
  readonly valid: number;
  /** Why the customer wanted another one. */
  readonly note?: string;
}

const discount = () => (chance(0.84) ? pick(USUAL) : whole(21, 35));
const soonest = ({ owner }: Deal) => (regionOf(owner) === 'east' ? SOONEST : 2);

/** How a quote went on whose deal is closed: what was asked for is taken or turned down, or nobody said anything. */
function ofClosed(offered: number, { at, status }: Step): Quote {
  const last = whole(offered, at);
  const ended = { at: last, valid: last + VALID_DAYS };
  if (status === 'won') return { ...ended, discount: discount(), state: 'accepted' };
  return { ...ended, discount: discount(), state: last + VALID_DAYS < 0 && chance(0.4) ? 'expired' : 'refused' };
}

/** How it stands with a quote of an open deal: in the stage of the offer some are still being made, later each is with the customer. */
function ofOpen(deal: Deal, offered: number, offering: boolean): Quote {
  const asked = discount();
  const needsApproval = asked > 20;
  const isSent = !offering || (!needsApproval && chance(0.55));
  const at = Math.max(offered, isSent ? whole(soonest(deal), VALID_DAYS - 1) - VALID_DAYS : -whole(1, 4));
  const state = isSent ? 'sent' : !needsApproval || chance(0.6) ? 'draft' : 'approved';
  return { at, discount: asked, state, valid: at + VALID_DAYS };
}

/** The version before: with less discount, made while the deal was offered already. */
function before(offered: number, later: Quote, abroad: boolean): Quote[] {
  if (offered > later.at - 5 || later.discount < 3) return [];
  const at = whole(offered, later.at - 5);
  const ended = at + VALID_DAYS < later.at;
  const note = abroad ? 'The customer asks for a lower price' : '客户要求降价';
  return [{ at, discount: Math.floor(later.discount / 2), state: ended ? 'expired' : 'refused', valid: at + VALID_DAYS, note }];
}

function quotesOf(deal: Deal) {
  const { owner, steps, values } = deal;
  const offered = steps.find(({ stage }) => OFFERS.has(stage ?? ''))?.at;
  const last = steps.at(-1);
  if (offered === undefined || !last || !chance(last.status ? 0.22 : 0.75)) return [];
  const final = last.status ? ofClosed(offered, last) : ofOpen(deal, offered, OFFERS.has(last.stage ?? ''));
  const earlier = chance(0.3) ? before(offered, final, regionOf(owner) === 'overseas') : [];
  return [...earlier, final].map(({ at, discount, state, valid }, i) => ({
    ...{ owner, at },
    values: {
      ...{ customer: values.customer, opportunity: `@${deal.key}`, revision: i + 1 },
      ...(i > 0 && earlier[0]?.note ? { revision_note: earlier[0].note } : {}),
      ...priced(values.amount, discount, earlier.length > 0 && i === 0 ? final.discount : discount),
      ...{ quoted_on: `#${at}`, valid_until: `#${valid}`, state },
    },
  }));
}

/** What all versions of a quote have in common is the list amount; with the last discount it comes to what the deal is worth. */
function priced(worth: string, discount: number, agreed: number) {
  const list = Math.round(Number(worth) / (1 - agreed / 100));
  return {
    list_amount: String(list),
    discount: String(discount),
    amount: agreed === discount ? worth : String(Math.round(list * (1 - discount / 100))),
  };
}

/** Quotes of deals that came as far as an offer: most discounts keep below what needs an approval. */
export const quotes = opportunities
  .flatMap(quotesOf)
  .sort((a, b) => a.at - b.at)
  .map((each, i) => ({ key: `quote${i}`, ...each }));
