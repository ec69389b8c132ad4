import { appParts } from './zh/app-parts.ts';
import { approvals } from './zh/approvals.ts';
import { automate } from './zh/automate.ts';
import { automation } from './zh/automation.ts';
import { automationRuns } from './zh/automation-runs.ts';
import { sayings } from './zh/automation-sayings.ts';
import { calendars } from './zh/calendars.ts';
import { chance } from './zh/chance.ts';
import { channels } from './zh/channels.ts';
import { company } from './zh/company.ts';
import { design } from './zh/design.ts';
import { everyday } from './zh/everyday.ts';
import { feed } from './zh/feed.ts';
import { flow } from './zh/flow.ts';
import { future } from './zh/future.ts';
import { hooks } from './zh/hooks.ts';
import { icons } from './zh/icons.ts';
import { imports } from './zh/imports.ts';
import { later } from './zh/later.ts';
import { map } from './zh/map.ts';
import { parts } from './zh/parts.ts';
import { publish } from './zh/publish.ts';
import { requests } from './zh/requests.ts';
import { ways } from './zh/ways.ts';

/** The product's words in Chinese, all of them: those of work and those of design. */
export const zh = {
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
};
