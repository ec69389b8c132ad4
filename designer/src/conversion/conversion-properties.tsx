import { type Conversion, type Entity, editConversion, removeConversion, ruleFields } from '@pipewright/definition';
import { ConditionBuilder, useDesignText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { ResultValues } from './result-values.tsx';

/** What a record becomes when it is converted, result by result; nothing where it becomes nothing. */
export function ConversionProperties({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t } = useDesignText();
  const { conversion } = entity;
  if (!conversion) return null;
  const id = `conversion_${entity.key}`;
  const change = (patch: Partial<Conversion>) => draft.set(editConversion(draft.app, entity.key, (each) => ({ ...each, ...patch })));
  return (
    <>
      <Property label={t('design.conversion')}>
        <Flex vertical gap={12}>
          <div>{t('design.conversionHelp')}</div>
          {conversion.targets.map((target) => (
            <ResultValues key={target.key} draft={draft} entity={entity} target={target} />
          ))}
        </Flex>
      </Property>
      <Property label={t('design.conversionWhen')}>
        <ConditionBuilder
          fields={ruleFields(draft.app, entity)}
          rule={conversion.when || undefined}
          currency={draft.app.currency}
          onChange={(when) => change({ when: when ?? true })}
        />
      </Property>
      <Property label={t('design.conversionMessage')} htmlFor={id}>
        <LabelInput id={id} value={conversion.message} onChange={(message) => change({ message })} />
      </Property>
      <Flex vertical gap={4} align="flex-start">
        <Button danger onClick={() => draft.set(removeConversion(draft.app, entity.key))}>
          {t('design.conversionOff')}
        </Button>
        <div>{t('design.conversionOffHelp')}</div>
      </Flex>
    </>
  );
}
