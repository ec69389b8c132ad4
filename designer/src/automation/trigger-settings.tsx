import {
  CLOCKS,
  fieldOf,
  fieldsOf,
  STATUSES,
  stagesOf,
  statusNames,
  TIME_UNITS,
  type Trigger,
  type TriggerKind,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Select } from 'antd';
import type { ReactNode } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Editing } from './editing.ts';
import { OpenHoursSetting } from './open-hours.tsx';
import { Several } from './several.tsx';
import { DateTrigger, Schedule, type TriggerProps } from './timed-triggers.tsx';
import { Webhook } from './webhook-trigger.tsx';

const ID = 'trigger';

function Changed({ editing: { entity }, on, set }: TriggerProps<'changed'>) {
  const { t, say } = useDesignText();
  const field = on.fields.length === 1 ? fieldOf(entity, on.fields[0] ?? '') : undefined;
  const options = field?.options?.map(({ key, name }) => ({ value: key, label: say(name) }));
  const fields = fieldsOf(entity).map(({ key, name }) => ({ value: key, label: say(name) }));
  const side = (name: 'from' | 'to') => (keys: string[]) => {
    const { [name]: _, ...rest } = on;
    set(keys.length > 0 ? { ...rest, [name]: keys } : rest);
  };
  return (
    <>
      <Several
        label={t('automate.fields')}
        value={on.fields}
        options={fields}
        onChange={(keys) => keys.length > 0 && set({ kind: 'changed', fields: keys })}
      />
      {options && (
        <>
          <Several
            label={t('automate.from')}
            value={on.from ?? []}
            options={options}
            none={t('automate.anything')}
            onChange={side('from')}
          />
          <Several label={t('automate.to')} value={on.to ?? []} options={options} none={t('automate.anything')} onChange={side('to')} />
        </>
      )}
    </>
  );
}

function Stages({ editing: { entity }, on, set }: TriggerProps<'entered' | 'left'>) {
  const { t, say } = useDesignText();
  const options = stagesOf(entity).map(({ key, name }) => ({ value: key, label: say(name) }));
  return (
    <Several
      label={t('automate.stages')}
      value={on.stages}
      options={options}
      none={t('automate.anyStage')}
      onChange={(stages) => set({ ...on, stages })}
    />
  );
}

function Since({ editing, on, set }: TriggerProps<'since'>) {
  const { t } = useDesignText();
  return (
    <>
      <Flex gap={12} wrap>
        <Property label={t('automate.clock')} htmlFor={`${ID}_clock`}>
          <Select
            id={`${ID}_clock`}
            value={on.clock}
            options={CLOCKS.map((clock) => ({ value: clock, label: t(`clock.${clock}`) }))}
            onChange={(clock) => set({ ...on, clock })}
          />
        </Property>
        <Property label={t('automate.unit')} htmlFor={`${ID}_unit`}>
          <Select
            id={`${ID}_unit`}
            value={on.unit}
            options={TIME_UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
            onChange={(unit) => set({ ...on, unit })}
          />
        </Property>
      </Flex>
      <OpenHoursSetting {...{ editing, on, set }} />
    </>
  );
}

function Button({ editing: { draft }, on, set }: TriggerProps<'button'>) {
  const { t, say } = useDesignText();
  const roles = draft.app.roles.map(({ key, name }) => ({ value: key, label: say(name) }));
  return (
    <>
      <Property label={t('automate.buttonLabel')} htmlFor={`${ID}_label`}>
        <LabelInput id={`${ID}_label`} value={on.label} onChange={(label) => set({ ...on, label })} />
      </Property>
      <Several
        label={t('automate.buttonRoles')}
        value={on.roles}
        options={roles}
        onChange={(keys) => keys.length > 0 && set({ ...on, roles: keys })}
      />
    </>
  );
}

/** Which automations call it. */
function Called({ editing: { draft, automation } }: TriggerProps<'called'>) {
  const { t, say } = useDesignText();
  const callers = (draft.app.automations ?? []).filter(({ nodes }) =>
    nodes.some((node) => node.kind === 'call' && node.automation === automation.key),
  );
  const names = callers.map(({ name }) => t('publish.quoted', { name: say(name) })).join(t('publish.comma'));
  return <p className={look.quiet}>{callers.length === 0 ? t('automate.calledNone') : t('automate.calledBy', { names })}</p>;
}

function Status({ on, set }: TriggerProps<'status'>) {
  const { t, say } = useDesignText();
  const options = STATUSES.map((status) => ({ value: status, label: say(statusNames[status]) }));
  return (
    <Several
      label={t('automate.statuses')}
      value={on.to}
      options={options}
      onChange={(to) => to.length > 0 && set({ ...on, to: to as typeof on.to })}
    />
  );
}

const SETTINGS: { readonly [Kind in TriggerKind]: (props: TriggerProps<Kind>) => ReactNode } = {
  created: () => null,
  deleted: () => null,
  changed: (props) => <Changed {...props} />,
  entered: (props) => <Stages {...(props as unknown as TriggerProps<'entered' | 'left'>)} />,
  left: (props) => <Stages {...(props as unknown as TriggerProps<'entered' | 'left'>)} />,
  status: (props) => <Status {...props} />,
  since: (props) => <Since {...props} />,
  date: (props) => <DateTrigger {...props} />,
  schedule: (props) => <Schedule {...props} />,
  webhook: (props) => <Webhook {...props} />,
  called: (props) => <Called {...props} />,
  button: (props) => <Button {...props} />,
};

/** What a trigger is set to; of a ladder what it counts, apart from its rows and levels. */
export function TriggerSettings({ editing, set }: { editing: Editing; set: (on: Trigger) => void }) {
  const { on } = editing.automation;
  const settings = SETTINGS[on.kind] as (props: { editing: Editing; on: Trigger; set: (on: Trigger) => void }) => ReactNode;
  return settings({ editing, on, set });
}
