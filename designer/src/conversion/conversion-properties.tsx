import { type Entity, editConversion, removeConversion } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
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
  return (
    <>
      <Property label={t('design.conversion')} help={t('design.conversionHelp')}>
        <Flex vertical gap={12}>
          {conversion.targets.map((target) => (
            <ResultValues key={target.key} draft={draft} entity={entity} target={target} />
          ))}
        </Flex>
      </Property>
      <Property label={t('design.conversionMessage')} htmlFor={id}>
        <LabelInput
          id={id}
          value={conversion.message}
          onChange={(message) => draft.set(editConversion(draft.app, entity.key, (each) => ({ ...each, message })))}
        />
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
