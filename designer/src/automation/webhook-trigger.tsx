import { arrivingFields, type Field, isGiven, matchFields, type TriggerOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Checkbox, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import { TakesEditor } from './takes-editor.tsx';
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
  const { entity, path } = editing;
  const keys = matchFields(entity);
  const all = [...arrivingFields(entity), ...keys.filter((field) => !isGiven(field))];
  const named = (key: string) => all.find((field) => field.key === key);
  const chosen = keys.find(({ key }) => key === on.match);
  return (
    <>
      <Property label={t('hook.takes')} help={t('hook.takesHelp')}>
        <TakesEditor
          editing={editing}
          takes={on.takes}
          path={`${path}.on.takes`}
          id="takes"
          match={on.match}
          nameOf={(field) => t('hook.nameOf', { field })}
          more={keys.filter((field) => !isGiven(field))}
          onChange={(takes) => set({ ...on, takes })}
        />
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
