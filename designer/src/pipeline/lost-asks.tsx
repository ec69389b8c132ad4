import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Ask, type Entity, freshKey, ruleFields, updateProcess } from '@pipewright/definition';
import { ConditionBuilder, look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

/** What closing as lost asks for besides by what is answered: of a reason that names a competitor, which one it was. */
export function LostAsks({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t, say } = useDesignText();
  const { process } = entity;
  if (!process) return null;
  const asks = process.lostAsks ?? [];
  const fields = entity.fields.filter(({ retired }) => !retired);
  const set = (next: readonly Ask[]) =>
    draft.set(updateProcess(draft.app, entity.key, { lostAsks: next.length > 0 ? [...next] : undefined }));
  const change = (key: string, patch: Partial<Ask>) => set(asks.map((each) => (each.key === key ? { ...each, ...patch } : each)));
  const first = fields.find(({ key }) => !process.lostRequires.includes(key)) ?? fields[0];
  return (
    <>
      {asks.map(({ key, when, field }) => {
        const name = say(fields.find((each) => each.key === field)?.name);
        return (
          <fieldset key={key} className={look.group} aria-label={name}>
            <Property label={t('design.lostAskWhen')}>
              <ConditionBuilder
                fields={ruleFields(draft.app, entity)}
                rule={when || undefined}
                currency={draft.app.currency}
                onChange={(rule) => change(key, { when: rule ?? false })}
              />
            </Property>
            <Property label={t('design.lostAskField')} htmlFor={`ask_${key}`}>
              <Flex gap={8}>
                <Select
                  id={`ask_${key}`}
                  className={look.wide}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={field}
                  options={fields.map((each) => ({ value: each.key, label: say(each.name) }))}
                  onChange={(next) => change(key, { field: next })}
                />
                <Button
                  icon={<DeleteOutlined />}
                  aria-label={t('design.lostAskRemove', { field: name })}
                  onClick={() => set(asks.filter((each) => each.key !== key))}
                />
              </Flex>
            </Property>
          </fieldset>
        );
      })}
      {first && (
        <Button
          icon={<PlusOutlined />}
          onClick={() =>
            set([
              ...asks,
              {
                key: freshKey(
                  asks.map(({ key }) => key),
                  'ask',
                ),
                when: false,
                field: first.key,
              },
            ])
          }
        >
          {t('design.lostAskAdd')}
        </Button>
      )}
    </>
  );
}
