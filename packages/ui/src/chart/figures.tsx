import { type Entity, entityOf } from '@pipewright/definition';
import { Skeleton } from 'antd';
import { useMemo } from 'react';
import * as look from '../frame/look.module.css';
import { later, Part } from '../part/part.tsx';
import { useDark } from '../shell/theme.tsx';
import { useText } from '../text/language.ts';
import { BehindLink } from './behind-link.tsx';
import * as css from './chart.module.css';
import { chartData, chartInWords } from './chart-data.ts';
import { chartHeight, chartOption, kindDrawn, rowAt } from './chart-option.ts';
import { FiguresTable } from './figures-table.tsx';
import { TargetLine } from './target-line.tsx';
import { columnsShown, type FiguresProps, useFigure } from './use-figure.ts';

const ChartCanvas = later(() => import('./canvas.tsx').then((module) => module.default));

/** Fetches the program that draws pictures, which is large, while their figures are asked for. */
export const fetchPictures = ChartCanvas.soon;

/** The figures of a report: a number, a picture, or the same as a table. */
export function Figures({ asTable, ...props }: FiguresProps & { asTable: boolean }) {
  const { t } = useText();
  const { app, report, result } = props;
  const entity = entityOf(app, report.entity);
  if (!entity) return null;
  if (report.chart === 'number') return <Numbers {...props} />;
  if (result.rows.length === 0) return <p className={look.quiet}>{t('report.empty')}</p>;
  return asTable ? <FiguresTable entity={entity} {...props} /> : <Picture entity={entity} {...props} />;
}

function Numbers({ app, result, behind }: FiguresProps) {
  const { say } = useText();
  const figure = useFigure({ app, result });
  const row = result.rows[0] ?? [];
  return columnsShown(result).map((column, i) => (
    <div key={column.key} data-figure={column.key} className={i === 0 ? css.number : look.quiet}>
      {i > 0 && `${say(column.name)} `}
      <BehindLink behind={behind} row={row} measure={i}>
        {figure(row, i)}
      </BehindLink>
    </div>
  ));
}

function Picture({ app, entity, report, result, behind }: FiguresProps & { entity: Entity }) {
  const { t, say, language } = useText();
  const { dark } = useDark();
  const days = t('report.days');
  const none = t('value.none');
  const target = t('report.target');
  const data = useMemo(
    () => chartData(app, entity, report, result, language, { none, days, target }),
    [app, entity, report, result, language, none, days, target],
  );
  const kind = kindDrawn(report);
  const option = useMemo(() => chartOption(kind, data, dark), [kind, data, dark]);
  const pick = (series: number, place: number) => {
    const row = rowAt(kind, data, series, place);
    const address = row && behind?.address(row, 0);
    if (address !== undefined) behind?.open(address);
  };
  return (
    <>
      {data.target && <TargetLine target={data.target} bucket={report.dimensions[0]?.bucket} />}
      <Part waiting={<Skeleton active paragraph={{ rows: 6 }} title={false} />}>
        <ChartCanvas option={option} height={chartHeight(kind, data)} label={`${say(report.name)} ${chartInWords(data)}`} onPick={pick} />
      </Part>
    </>
  );
}
