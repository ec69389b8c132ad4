import { type Entity, type Report, takesTarget } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { Table } from 'antd';
import { useText } from '../text/language.ts';
import { BehindLink } from './behind-link.tsx';
import { completed, placeNames } from './places.ts';
import { shareOf } from './target.ts';
import { columnsShown, type FiguresProps, useFigure } from './use-figure.ts';

/** The figures of a report as a table: each leads to the records behind it. */
export function FiguresTable({ app, entity, report, result, behind }: FiguresProps & { entity: Entity }) {
  const { t, say, language } = useText();
  const figure = useFigure({ app, result });
  const split = report.dimensions.length;
  const rows = completed(app, entity, report, result);
  const names = report.dimensions.map((_, i) =>
    placeNames(
      app,
      entity,
      report,
      i,
      rows.map((row) => row[i] ?? null),
      language,
      t('value.none'),
    ),
  );
  const shares = takesTarget(report) && report.targetAmount !== undefined ? [shareColumn(t('report.share'), report, split)] : [];
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ y: 240 }}
      rowKey={(row) => JSON.stringify(row.slice(0, split))}
      dataSource={[...rows]}
      columns={[
        ...columnsShown(result).map((column, i) => ({
          key: column.key,
          title: say(column.name),
          align: i < split ? ('start' as const) : ('end' as const),
          render: (_: unknown, row: readonly Value[], at: number) =>
            i < split ? (
              names[i]?.[at]
            ) : (
              <BehindLink behind={behind} row={row} measure={i - split}>
                {figure(row, i)}
              </BehindLink>
            ),
        })),
        ...shares,
      ]}
    />
  );
}

/** How much of the target each figure is. */
const shareColumn = (title: string, report: Report, at: number) => ({
  key: 'share',
  title,
  align: 'end' as const,
  render: (_: unknown, row: readonly Value[]) => {
    const percent = shareOf(report, row[at]);
    return percent === undefined ? '–' : `${percent}%`;
  },
});
