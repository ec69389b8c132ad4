import type { App, Report, ReportResult } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { useText } from '../text/language.ts';
import type { Behind } from './behind-link.tsx';
import { formatFigure } from './figure.ts';

/** What figures are shown of, and the way to the records behind them. */
export interface FiguresProps {
  readonly app: App;
  readonly report: Report;
  readonly result: ReportResult;
  readonly behind?: Behind | undefined;
}

/** The columns of an answer that people read: dimensions, then figures. */
export const columnsShown = ({ columns }: Pick<ReportResult, 'columns'>) => columns.filter(({ kind }) => kind !== 'id');

/** Writes a figure of an answer's row as people read it, by its column. */
export function useFigure({ app, result }: Pick<FiguresProps, 'app' | 'result'>) {
  const { t, language } = useText();
  const days = t('report.days');
  return (row: readonly Value[], i: number) => {
    const column = result.columns[i];
    return formatFigure(row[i] ?? null, column?.format ?? 'count', column?.currency ?? app.currency, language, days);
  };
}
