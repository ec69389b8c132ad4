import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Entity, freshKey, ruleFields, type Stage, type Standard } from '@pipewright/definition';
import { ConditionBuilder, look, useDesignText } from '@pipewright/ui';
import { Button, Flex, InputNumber } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

/** How much longer than the usual days a row begins with, so that it says something. */
const TWICE = 2;
const USUAL = 10;

/** The standard days of some records, as those of a class of customers: rows in order, the first that holds counts. */
export function StandardDays({
  draft,
  entity,
  stage,
  onChange,
}: {
  draft: Draft;
  entity: Entity;
  stage: Stage;
  onChange: (patch: Pick<Partial<Stage>, 'standardDaysBy'>) => void;
}) {
  const { t } = useDesignText();
  const rows = stage.standardDaysBy ?? [];
  const set = (next: Standard[]) => onChange({ standardDaysBy: next.length > 0 ? next : undefined });
  const change = (key: string, patch: Partial<Standard>) => set(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const add = () => {
    const keys = rows.map(({ key }) => key);
    set([...rows, { key: freshKey(keys, 'days'), when: false, days: (stage.standardDays ?? USUAL) * TWICE }]);
  };
  return (
    <Property label={t('design.standardFor')} {...(rows.length > 0 ? { help: t('design.standardHelp') } : {})}>
      {rows.map(({ key, when, days }, i) => (
        <div key={key} className={look.note}>
          <ConditionBuilder
            fields={ruleFields(draft.app, entity)}
            // A row that no record is meant by has no condition yet.
            rule={when || undefined}
            currency={draft.app.currency}
            onChange={(rule) => change(key, { when: rule ?? false })}
          />
          <Flex gap={8} align="center" className={look.after}>
            <InputNumber
              aria-label={t('design.standardDaysFor', { n: i + 1 })}
              min={1}
              max={1000}
              precision={0}
              value={days}
              onChange={(value) => value && change(key, { days: value })}
            />
            <Button
              type="text"
              danger
              icon={<DeleteOutlined />}
              aria-label={t('design.standardRemove', { n: i + 1 })}
              onClick={() => set(rows.filter((row) => row.key !== key))}
            />
          </Flex>
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {t('design.standardAdd')}
      </Button>
    </Property>
  );
}
