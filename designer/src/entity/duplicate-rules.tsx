import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type DuplicateRule,
  duplicateChoices,
  type Entity,
  fieldTypes,
  freshKey,
  type Label,
  MOST_DUPLICATE_FIELDS,
  MOST_DUPLICATE_RULES,
  updateEntity,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

const NO_MESSAGE: Label = { en: '', 'zh-CN': '' };

/** By what two records are duplicates, and whether a second one is warned of or refused. */
export function DuplicateRules({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t, say } = useDesignText();
  const rules = entity.duplicates ?? [];
  const choices = duplicateChoices(entity);
  const set = (next: readonly DuplicateRule[]) =>
    draft.set(updateEntity(draft.app, entity.key, { duplicates: next.length > 0 ? [...next] : undefined }));
  const change = (key: string, patch: (rule: DuplicateRule) => DuplicateRule) =>
    set(rules.map((each) => (each.key === key ? patch(each) : each)));
  const nameOf = (field: string) => say(entity.fields.find(({ key }) => key === field)?.name) || field;
  // What refers to another record tells best; a rule begins with it.
  const first = choices.find(({ type }) => fieldTypes[type].names === 'record') ?? choices[0];
  const key = freshKey(
    rules.map((each) => each.key),
    'same',
  );
  return (
    <Property label={t('design.duplicates')} help={t('design.duplicatesHelp')}>
      {rules.map((rule) => {
        const name = rule.fields.map(nameOf).join(' + ');
        return (
          <fieldset key={rule.key} className={look.group} aria-label={name}>
            <Property label={t('design.duplicateFields')} htmlFor={`duplicate_${rule.key}`}>
              <Flex gap={8}>
                <Select
                  id={`duplicate_${rule.key}`}
                  mode="multiple"
                  className={look.wide}
                  showSearch={{ optionFilterProp: 'label' }}
                  maxCount={MOST_DUPLICATE_FIELDS}
                  value={rule.fields}
                  options={choices.map((each) => ({ value: each.key, label: say(each.name) }))}
                  // Without a field there would be no rule.
                  onChange={(fields) => fields.length > 0 && change(rule.key, (each) => ({ ...each, fields }))}
                />
                <Button
                  icon={<DeleteOutlined />}
                  aria-label={t('design.duplicateRemove', { name })}
                  onClick={() => set(rules.filter((each) => each.key !== rule.key))}
                />
              </Flex>
            </Property>
            <Property label={t('design.duplicateAct')} htmlFor={`duplicate_act_${rule.key}`}>
              <Select
                id={`duplicate_act_${rule.key}`}
                className={look.wide}
                value={rule.act}
                options={(['warn', 'block'] as const).map((act) => ({ value: act, label: t(`duplicates.${act}`) }))}
                onChange={(act) => change(rule.key, (each) => ({ ...each, act }))}
              />
            </Property>
            <Property
              label={t('design.duplicateMessage')}
              htmlFor={`duplicate_message_${rule.key}`}
              help={t('design.duplicateMessageHelp')}
            >
              <LabelInput
                id={`duplicate_message_${rule.key}`}
                value={rule.message ?? NO_MESSAGE}
                onChange={(message) =>
                  change(rule.key, ({ message: _, ...each }) => (message.en || message['zh-CN'] ? { ...each, message } : each))
                }
              />
            </Property>
          </fieldset>
        );
      })}
      {first && rules.length < MOST_DUPLICATE_RULES && (
        <Button icon={<PlusOutlined />} onClick={() => set([...rules, { key, fields: [first.key], act: 'warn' }])}>
          {t('design.duplicateAdd')}
        </Button>
      )}
    </Property>
  );
}
