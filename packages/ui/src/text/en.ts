import type { Word } from '@pipewright/definition';
import { appParts } from './en/app-parts.ts';
import { approvals } from './en/approvals.ts';
import { automate } from './en/automate.ts';
import { automation } from './en/automation.ts';
import { automationRuns } from './en/automation-runs.ts';
import { sayings } from './en/automation-sayings.ts';
import { calendars } from './en/calendars.ts';
import { chance } from './en/chance.ts';
import { channels } from './en/channels.ts';
import { company } from './en/company.ts';
import { design } from './en/design.ts';
import { everyday } from './en/everyday.ts';
import { feed } from './en/feed.ts';
import { flow } from './en/flow.ts';
import { future } from './en/future.ts';
import { hooks } from './en/hooks.ts';
import { icons } from './en/icons.ts';
import { imports } from './en/imports.ts';
import { later } from './en/later.ts';
import { map } from './en/map.ts';
import { parts } from './en/parts.ts';
import { publish } from './en/publish.ts';
import { requests } from './en/requests.ts';
import { ways } from './en/ways.ts';

/** The product's words in English, all of them: those of work and those of design. */
export const en = {
  ...everyday,
  ...appParts,
  ...approvals,
  ...automate,
  ...automation,
  ...automationRuns,
  ...hooks,
  ...calendars,
  ...chance,
  ...channels,
  ...design,
  ...feed,
  ...flow,
  ...future,
  ...icons,
  ...company,
  ...imports,
  ...later,
  ...map,
  ...parts,
  ...publish,
  ...requests,
  ...sayings,
  ...ways,
} satisfies Readonly<Record<Word, string>>;

/** A text of the product, by its key. What definitions may need a word for is one anyhow, so that a word that is missing is missed in the list above alone. */
export type TextKey = keyof typeof en | Word;
