import { behind, type Entity, type Report, type ReportResult } from '@pipewright/definition';
import { startOfDay } from '@pipewright/process';
import type { Behind } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useApp } from '../data/app-context.ts';
import { EVERY } from '../data/list-ask.ts';
import { departmentsQuery } from '../data/queries.ts';

/** The way from the figures of a report to the list of the records they were made from, which the same person asks for. */
export function useBehind(entity: Entity | undefined, report: Report, result: ReportResult | undefined): Behind | undefined {
  const { key, app } = useApp();
  const router = useRouter();
  const departments = useQuery(departmentsQuery).data?.departments;
  if (!entity || !result || !departments) return undefined;
  const ground = { departments, startOf: (day: string) => startOfDay(app.timeZone, day) };
  // A view narrows what it shows, so only one that shows everything will do.
  const view = entity.views.find(({ filter }) => filter === undefined)?.key ?? EVERY;
  return {
    address: (row, measure) => {
      const rules = behind(app, report, result, row, measure, ground);
      const filter = rules && rules.length > 0 ? JSON.stringify({ and: rules }) : undefined;
      const to = {
        to: '/a/$app/$entity',
        params: { app: key, entity: entity.key },
        search: { view, ...(filter ? { filter } : {}) },
      } as const;
      return rules && router.buildLocation(to).href;
    },
    open: (address) => router.history.push(address),
  };
}
