import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseShare, type Circumstances, estimate, isEstimate, learn, type Past, Score, spreadOf, Tally } from '@pipewright/process';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { root } from './support/sources.ts';

// A public data set of 8,800 opportunities that lies beside the project where this was developed; without it these tests cannot run.
const folder = join(root, '..', 'shared', 'data', 'maven-crm');
const present = existsSync(folder);
if (!present) console.log(`The Maven CRM data set is not at ${folder}; its tests are skipped.`);

interface Deal {
  readonly product: string;
  readonly account: string;
  readonly deal_stage: string;
  readonly close_date: string;
  readonly sales_agent: string;
}

const CUT = '2017-10-01';

/** What of each closed deal was known before its end, by the fields that divide deals into segments. There is no history of stages in this data. */
function deals(): { readonly day: string; readonly past: Past }[] {
  const read = (name: string) => parse(readFileSync(join(folder, `${name}.csv`), 'utf8'), { columns: true });
  const sectors = new Map((read('accounts') as { account: string; sector: string }[]).map(({ account, sector }) => [account, sector]));
  const offices = new Map(
    (read('sales_teams') as { sales_agent: string; regional_office: string }[]).map((each) => [each.sales_agent, each.regional_office]),
  );
  return (read('sales_pipeline') as Deal[])
    .filter(({ deal_stage }) => deal_stage === 'Won' || deal_stage === 'Lost')
    .map(({ product, account, deal_stage, close_date, sales_agent }) => {
      const segments = [product, sectors.get(account) ?? null, offices.get(sales_agent) ?? null];
      const seen: Circumstances = { pipeline: null, stage: null, segments, age: null, quiet: null };
      return { day: close_date, past: { won: deal_stage === 'Won', seen: [seen] } };
    });
}

/** Learns from what was closed before a day and tells of what was closed from then on. */
function evaluate(all: ReturnType<typeof deals>) {
  const tally = new Tally();
  for (const { day, past } of all) if (day < CUT) tally.add(past);
  const model = learn(tally);
  const [told, base] = [new Score(), new Score()];
  const differences = all
    .filter(({ day }) => day >= CUT)
    .map(({ day, past }) => {
      const found = estimate(model, past.seen[0] as Circumstances, 30);
      const percent = isEstimate(found) ? found.percent : 100 * baseShare(model);
      return { day, n: 1, sum: base.add(100 * baseShare(model), past.won) - told.add(percent, past.won) };
    });
  return {
    strengths: model.strengths,
    n: told.count(),
    brier: told.brier() as number,
    base: base.brier() as number,
    spread: spreadOf(differences),
    bins: told.bins(),
  };
}

describe.skipIf(!present)('chances told of the Maven deals', () => {
  it('are scored beside the base rate, on deals that were closed later', () => {
    const all = deals();
    const found = evaluate(all);
    const { n, brier, base, spread, bins, strengths } = found;
    const digits = (value: number | undefined) => value?.toFixed(5);
    console.log(
      `Maven, learned before ${CUT}, told of ${n} deals after it: Brier ${digits(brier)}, base rate ${digits(base)}, better by ${digits(base - brier)} (95 %: ${digits(spread?.low)} to ${digits(spread?.high)})`,
    );
    console.log(
      `Maven: strengths ${JSON.stringify(strengths)}; ${bins.map((bin) => `told ${bin.told.toFixed(1)} %, won ${bin.won.toFixed(1)} % of ${bin.n}`).join('; ')}`,
    );
    expect(n).toBeGreaterThan(1000);
    expect(brier).toBeGreaterThan(0);
    expect(brier).toBeLessThan(0.25);
    // Where segments tell nothing, nothing is lost by asking them.
    expect(brier).toBeLessThan(base + 0.002);
    expect(spread?.low).toBeLessThanOrEqual(base - brier);
    expect(spread?.high).toBeGreaterThanOrEqual(base - brier);
  });

  it('are the same to the last digit on a second run, and in another order', () => {
    const all = deals();
    const again = evaluate(deals());
    expect(evaluate(all)).toEqual(again);
    expect(evaluate(all.toReversed())).toEqual(again);
  });
});
