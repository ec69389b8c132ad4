import type { Arrival, ArrivalOutcome, Color } from '@pipewright/definition';
import { Ago, Badge, look, useDesignText } from '@pipewright/ui';
import { Flex } from 'antd';

const COLORS: Readonly<Record<ArrivalOutcome, Color>> = {
  begun: 'green',
  kept: 'blue',
  unmatched: 'orange',
  refused: 'red',
  off: 'grey',
};

/** A message that came: what came of it, for which record, and what it said. */
export function ArrivalLine({ appKey, arrival }: { appKey: string; arrival: Arrival }) {
  const { t } = useDesignText();
  const { outcome, record, at, input, faults } = arrival;
  return (
    <li>
      <Flex gap={8} wrap align="center">
        <Badge color={COLORS[outcome]}>{t(`hook.${outcome}`)}</Badge>
        {record && <a href={`/a/${appKey}/${record.entity}/${record.id}`}>{record.title ?? t('run.hidden')}</a>}
        <Ago at={at} className={look.quiet} />
      </Flex>
      {input.length > 0 && (
        <div className={look.aside}>
          {input.map(({ name, value }) => t('publish.turned', { property: name, what: value })).join(t('publish.comma'))}
        </div>
      )}
      {faults.map((fault) => (
        <div key={fault} className={look.bad}>
          {fault}
        </div>
      ))}
    </li>
  );
}
