import { type Entity, type Field, fieldTypes, hasTrait, updateProcess } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

/** Which fields may serve as what lists, boards and the page of today go by. */
const CHOICES = [
  ['amount', 'amountField', (field: Field) => hasTrait(field, 'exact')],
  ['closeDate', 'closeDateField', ({ type }: Field) => fieldTypes[type].value === 'date'],
  ['nextStep', 'nextStepField', (field: Field) => hasTrait(field, 'title') || hasTrait(field, 'wide')],
  ['nextStepDate', 'nextStepDateField', ({ type }: Field) => fieldTypes[type].value === 'date'],
] as const;

/** Says which of an entity's fields are its worth, the day it is expected to close, its next step and the day of that. */
export function ProcessFields({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t, say } = useDesignText();
  const { process } = entity;
  if (!process) return null;
  const set = (which: (typeof CHOICES)[number][0], key: string | undefined) =>
    draft.set(updateProcess(draft.app, entity.key, { [which]: key || undefined }));
  return (
    <>
      <p className={look.quiet}>{t('design.dayFields')}</p>
      {CHOICES.map(([which, word, fits]) => (
        <Property key={which} label={t(`design.${word}`)} htmlFor={`process_${which}`}>
          <Select
            id={`process_${which}`}
            className={look.wide}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={process[which] ?? null}
            options={entity.fields
              .filter((field) => !field.retired && fits(field))
              .map((field) => ({ value: field.key, label: say(field.name) }))}
            onChange={(key: string | null) => set(which, key ?? undefined)}
          />
        </Property>
      ))}
    </>
  );
}
