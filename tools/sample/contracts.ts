import { customers } from './customers.ts';
import { dice } from './dice.ts';
import { opportunities } from './opportunities.ts';

// A stream of its own: what was drawn before stays as it is.
const { whole, chance } = dice(20_260_131);

const YEAR = 365;
/** Renewals are prepared 60 days before the end; but for the one that ends within days, the sample begins with none of them due, and the first few soon after. */
const SOONEST = 62;
const nameOf = new Map(customers.map(({ key, values }) => [`@${key}`, values]));

const won = opportunities.filter(({ steps }) => steps.at(-1)?.status === 'won');

/** A contract of somebody abroad, of whom the demo's own people see nothing, that ends within days. */
const ENDS_SOON = won.find(({ values, at }, i) => i % 4 === 0 && at < -100 && nameOf.get(values.customer)?.region === 'overseas');

/** Contracts of deals that were won: most are running, some end within the next months, a few have ended or were terminated. */
export const contracts = won
  .filter((_, i) => i % 4 === 0)
  .map((deal, i) => {
    const { key, owner, values, steps } = deal;
    const customer = nameOf.get(values.customer);
    const abroad = customer?.region === 'overseas';
    const closed = steps.at(-1) as (typeof steps)[number];
    const start = closed.at + whole(1, 14);
    const soon = deal === ENDS_SOON;
    const drawn = chance(0.05) ? 'terminated' : chance(0.1) && start < -100 ? 'ended' : 'running';
    const state = soon ? 'running' : drawn;
    const later = state === 'ended' ? -whole(1, 20) : Math.max(start + YEAR * (chance(0.3) ? 3 : 1), SOONEST + whole(0, 40));
    const end = soon ? 6 : later;
    return {
      key: `contract${i}`,
      owner,
      at: closed.at,
      values: {
        number: closed.values?.contract_no,
        name: abroad ? `${values.name} – agreement` : `${values.name}合同`,
        ...{ customer: values.customer, contact: values.decision_maker, opportunity: `@${key}`, amount: values.amount },
        counterparty: customer?.name,
        our_company: abroad ? 'Pipewright Demo Pte Ltd' : '示例软件有限公司',
        ...{ signed_on: `#${closed.at}`, start: `#${start}`, end: `#${end}`, state, settlement: closed.values?.settlement },
      },
    };
  })
  .sort((a, b) => a.at - b.at);
