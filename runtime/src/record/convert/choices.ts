import type { Asked, Conversion, ConversionOffer, ConversionTarget } from '@pipewright/definition';
import { type Facts, sameValue, type Value } from '@pipewright/logic';

/** What one offered result of a conversion is. */
export type OfferedTarget = ConversionOffer['targets'][number];

/** What a person wishes of one result: one that is there, by its id, or a new one with these values. `other` is true where it is none of those offered. */
export interface Choice {
  readonly use: string | undefined;
  readonly other: boolean;
  readonly values: Facts;
}

/** The wishes for all results, by target. */
export type Choices = Readonly<Record<string, Choice>>;

/** Those that are there and belong to what is chosen before them: a person of another company is not offered. */
export function fittingMatches({ links = {} }: ConversionTarget, { matches }: OfferedTarget, choices: Choices): OfferedTarget['matches'] {
  return matches.filter((match) =>
    Object.entries(links).every(([field, key]) => {
      const use = choices[key]?.use;
      return use !== undefined && match.links[field] === use;
    }),
  );
}

/** The wishes to begin with: of each result the likeliest that is there, else a new one as the record says. */
export function firstChoices({ targets }: Conversion, offer: ConversionOffer): Choices {
  const choices: Record<string, Choice> = {};
  for (const target of targets) {
    const offered = offer.targets.find(({ key }) => key === target.key);
    const use = offered && fittingMatches(target, offered, choices)[0]?.id;
    choices[target.key] = { use, other: false, values: offered?.values ?? {} };
  }
  return choices;
}

/** The wishes after one of them changed: what belongs to another choice than before is chosen anew. */
export function chooseAt({ targets }: Conversion, offer: ConversionOffer, before: Choices, key: string, change: Partial<Choice>): Choices {
  const choices: Record<string, Choice> = { ...before, [key]: { ...(before[key] as Choice), ...change } };
  if (choices[key]?.use === before[key]?.use) return choices;
  for (const target of targets) {
    const offered = offer.targets.find((each) => each.key === target.key);
    const was = choices[target.key];
    if (!offered || !was || !Object.values(target.links ?? {}).includes(key)) continue;
    choices[target.key] = { ...was, use: fittingMatches(target, offered, choices)[0]?.id, other: false };
  }
  return choices;
}

type Wishes = NonNullable<Asked<'convertRecord'>['body']['targets']>;

/** What is sent: ids of those that are there, and of new ones the values that differ from what they would begin with. */
export function wishesOf(offer: ConversionOffer, choices: Choices): Wishes {
  return Object.fromEntries(
    offer.targets.flatMap((offered): [string, Wishes[string]][] => {
      const choice = choices[offered.key];
      if (!choice) return [];
      if (choice.use !== undefined) return [[offered.key, { use: choice.use }]];
      const changed = Object.entries(choice.values).filter(([key, value]) => !sameValue(value, offered.values[key]));
      return [[offered.key, { values: Object.fromEntries(changed.map(([key, value]): [string, Value] => [key, value ?? null])) }]];
    }),
  );
}
