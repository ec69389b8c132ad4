import type { ChanceScore } from '@pipewright/definition';
import { Skeleton, Table } from 'antd';
import { useMemo } from 'react';
import { later, Part } from '../part/part.tsx';
import { useDark } from '../shell/theme.tsx';
import { chanceWords } from '../text/chance-words.ts';
import { bringWords, useText } from '../text/language.ts';
import { chartOption } from './chart-option.ts';

bringWords(chanceWords);

const ChartCanvas = later(() => import('./canvas.tsx').then((module) => module.default));
const HEIGHT = 280;
const percent = (value: number) => `${Math.round(value)}%`;

/** What was told beside what was won, group by group, each with how many: as a picture, and as the figures below it. */
export function Calibration({ bins }: Pick<ChanceScore, 'bins'>) {
  const { t } = useText();
  const { dark } = useDark();
  const [told, won] = [t('chance.told'), t('chance.won')];
  const option = useMemo(() => {
    const series = (name: string, color: string, values: readonly number[]) => ({ name, color, values, rows: values.map(() => undefined) });
    return chartOption(
      'bar',
      {
        ...{ names: bins.map(({ told: mean, n }) => `${percent(mean)}\nn=${n}`), colors: [], additive: false, whole: false },
        series: [
          series(
            told,
            '#8c9bb5',
            bins.map((bin) => Math.round(bin.told)),
          ),
          series(
            won,
            '#2f8f5b',
            bins.map((bin) => Math.round(bin.won)),
          ),
        ],
        write: (value) => (value === null ? '–' : percent(value)),
        short: percent,
      },
      dark,
    );
  }, [bins, told, won, dark]);
  const words = bins.map((bin) => `${percent(bin.told)}: ${percent(bin.won)} (${bin.n})`).join('; ');
  return (
    <>
      <Part waiting={<Skeleton active paragraph={{ rows: 6 }} title={false} />}>
        <ChartCanvas option={option} height={HEIGHT} label={`${t('chance.chart')} ${words}`} />
      </Part>
      <Table
        size="small"
        pagination={false}
        rowKey="told"
        dataSource={[...bins]}
        columns={[
          { key: 'told', title: told, align: 'end', render: (_, bin) => percent(bin.told) },
          { key: 'won', title: won, align: 'end', render: (_, bin) => percent(bin.won) },
          { key: 'n', title: 'n', align: 'end', render: (_, bin) => bin.n },
        ]}
      />
    </>
  );
}
