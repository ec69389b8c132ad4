import { DeleteOutlined } from '@ant-design/icons';
import { arrivingFields, type Field, isGiven, matchFields, type TriggerOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Checkbox, Flex, Input, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import * as css from './automation.module.css';
import { PlaceFaults } from './place-faults.tsx';
import type { TriggerProps } from './timed-triggers.tsx';

type On = TriggerOf<'webhook'>;

/** The trigger with another way to find its record, whose field is then filled as well; undefined is none. */
export function matchedBy(on: On, field: Field | undefined): On {
  const { match: _, known, ...rest } = on;
  if (!field) return rest;
  const must = known || !isGiven(field);
  return { ...rest, takes: { [field.key]: field.key, ...rest.takes }, match: field.key, ...(must ? { known: true } : {}) };
}

/** What is filled with what arrives, a line for each field, and how the record is found. */
export function Webhook({ editing, on, set }: TriggerProps<'webhook'>) {
  const { t, say } = useDesignText();
  const { entity, draft, path } = editing;
  const keys = matchFields(entity);
  const all = [...arrivingFields(entity), ...keys.filter((field) => !isGiven(field))];
  const named = (key: string) => all.find((field) => field.key === key);
  const chosen = keys.find(({ key }) => key === on.match);
  const without = (key: string) => ({ ...on, takes: Object.fromEntries(Object.entries(on.takes).filter(([each]) => each !== key)) });
  return (
    <>
      <Property label={t('hook.takes')} help={t('hook.takesHelp')}>
        <Flex vertical gap={8}>
          {Object.entries(on.takes).map(([key, name]) => {
            const field = named(key);
            const label = field ? say(field.name) : '…';
            return (
              <div key={key} className={css.value}>
                <label htmlFor={`takes.${key}`}>{label}</label>
                <div className={look.rest}>
                  <Input
                    id={`takes.${key}`}
                    aria-label={t('hook.nameOf', { field: label })}
                    value={name}
                    maxLength={200}
                    onChange={({ target }) => set({ ...on, takes: { ...on.takes, [key]: target.value } })}
                  />
                  <PlaceFaults faults={draft.faults} path={`${path}.on.takes.${key}`} />
                </div>
                <Button
                  type="text"
                  danger
                  disabled={key === on.match}
                  icon={<DeleteOutlined />}
                  aria-label={t('automate.valueRemove', { field: label })}
                  onClick={() => set(without(key))}
                />
              </div>
            );
          })}
          <Select
            aria-label={t('automate.valueAdd')}
            className={look.wide}
            value={null}
            placeholder={t('automate.valueAdd')}
            showSearch={{ optionFilterProp: 'label' }}
            options={arrivingFields(entity)
              .filter(({ key }) => !Object.hasOwn(on.takes, key))
              .map(({ key, name }) => ({ value: key, label: say(name) }))}
            onChange={(key: string | null) => key && set({ ...on, takes: { ...on.takes, [key]: key } })}
          />
        </Flex>
      </Property>
      <Property label={t('hook.match')} htmlFor="trigger_match">
        <Select
          id="trigger_match"
          className={look.wide}
          value={on.match ?? ''}
          options={[
            { value: '', label: t('hook.matchNone') },
            ...keys.map(({ key, name }) => ({ value: key, label: t('hook.matchOf', { field: say(name) }) })),
          ]}
          onChange={(key) => set(matchedBy(on, named(key)))}
        />
      </Property>
      {chosen && (
        <Checkbox
          checked={on.known === true}
          disabled={!isGiven(chosen)}
          onChange={({ target }) => {
            const { known: _, ...rest } = on;
            set(target.checked ? { ...rest, known: true } : rest);
          }}
        >
          {t('hook.known')}
        </Checkbox>
      )}
    </>
  );
}
