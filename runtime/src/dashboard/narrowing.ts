import {
  type DepartmentJson,
  daysIn,
  departmentsBelow,
  type Entity,
  fieldAt,
  isPeriod,
  type Label,
  type Narrowed,
  type NarrowedBy,
  type Narrowing,
  type Report,
  timeOf,
} from '@pipewright/definition';
import type { Text } from '@pipewright/ui';
import type { InApp } from '../data/app-context.ts';
import type { DashboardSearch } from './dashboard-search.ts';

/** What a dashboard is narrowed to by its address; what it names and nobody knows narrows nothing. */
export function narrowingOf(search: DashboardSearch, departments: readonly DepartmentJson[], today: string): Narrowing {
  const known = departments.some(({ id }) => id === search.department);
  return {
    days: daysIn(search.period, today),
    departments: known && search.department !== undefined ? departmentsBelow(departments, search.department) : undefined,
    owner: search.owner,
  };
}

/** What a period of an address is called. */
export function periodInWords(period: string, t: Text['t']): string {
  if (isPeriod(period)) return t(`period.${period}`);
  const [from = '', to = ''] = period.split('..');
  return t('period.between', { from, to });
}

interface Names {
  readonly department: string | undefined;
  readonly owner: string | undefined;
}

/** What the figures of a report are narrowed to, in words, and what they are not narrowed to though the page is. */
export function narrowedInWords(
  { app }: Pick<InApp, 'app'>,
  entity: Entity | undefined,
  search: DashboardSearch,
  narrowing: Narrowing,
  { report, without }: Narrowed,
  names: Names,
  { t, say }: Pick<Text, 't' | 'say'>,
): string | undefined {
  const time = entity && fieldName(app, entity, report);
  const said: Readonly<Record<NarrowedBy, string>> = {
    days: t('dashboard.period', { period: periodInWords(search.period ?? '', t), field: time ? say(time) : '' }),
    departments: t('dashboard.department', { name: names.department ?? '…' }),
    owner: t('dashboard.owner', { name: names.owner ?? '…' }),
  };
  const asked = (Object.keys(said) as NarrowedBy[]).filter((each) => narrowing[each] !== undefined);
  const parts = asked.map((each) => (without.includes(each) ? t(`dashboard.without.${each}`) : said[each]));
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

function fieldName(app: InApp['app'], entity: Entity, report: Report): Label | undefined {
  const time = timeOf(report);
  return time === undefined ? undefined : fieldAt(app, entity, time)?.name;
}
