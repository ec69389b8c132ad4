import { type Entity, ICONS, iconOf, targetOf, updateEntity } from '@pipewright/definition';
import { EntityIcon, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select, Switch } from 'antd';
import { ConversionProperties } from '../conversion/conversion-properties.tsx';
import type { Draft } from '../state/draft.ts';
import { DuplicateRules } from './duplicate-rules.tsx';
import { MapProperties } from './map-properties.tsx';
import { TaskProperties } from './task-properties.tsx';

/** How an entity stands in menus: its picture, and whether it is one of the less used; whether its records are activities or tasks; and by what two are duplicates. */
export function EntityProperties({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t } = useDesignText();
  const chosen = iconOf(entity);
  const set = (patch: Parameters<typeof updateEntity>[2]) => draft.set(updateEntity(draft.app, entity.key, patch));
  return (
    <Flex vertical gap={12}>
      <div>
        <div>{t('design.icon')}</div>
        <Flex gap={4} wrap role="group" aria-label={t('design.icon')}>
          {ICONS.map((icon) => (
            <Button
              key={icon}
              type={icon === chosen ? 'primary' : 'text'}
              icon={<EntityIcon icon={icon} />}
              aria-label={t(`icon.${icon}`)}
              aria-pressed={icon === chosen}
              title={t(`icon.${icon}`)}
              onClick={() => set({ icon })}
            />
          ))}
        </Flex>
      </div>
      <Flex gap={8} align="center">
        <Switch
          aria-label={t('design.menuMore')}
          checked={entity.menu === 'more'}
          onChange={(more) => set({ menu: more ? 'more' : undefined })}
        />
        <span>{t('design.menuMore')}</span>
      </Flex>
      <ActivityProperties draft={draft} entity={entity} set={set} />
      <TaskProperties draft={draft} entity={entity} set={set} />
      <MapProperties draft={draft} entity={entity} />
      <DuplicateRules draft={draft} entity={entity} />
      <ConversionProperties draft={draft} entity={entity} />
    </Flex>
  );
}

/** Whether records of an entity are activities: of which record they are, and what of them is written into that record too. */
function ActivityProperties({
  draft,
  entity,
  set,
}: {
  draft: Draft;
  entity: Entity;
  set: (patch: Parameters<typeof updateEntity>[2]) => void;
}) {
  const { t, say } = useDesignText();
  const records = entity.fields.filter((field) => !field.retired && targetOf(draft.app, field) !== undefined);
  const record = targetOf(
    draft.app,
    records.find(({ key }) => key === entity.activityOf),
  );
  const alike = entity.fields.filter(
    (field) => !field.retired && record?.fields.some(({ key, type }) => key === field.key && type === field.type),
  );
  if (records.length === 0) return null;
  return (
    <>
      <Flex vertical gap={4}>
        <span>{t('design.activityOf')}</span>
        <Select
          aria-label={t('design.activityOf')}
          value={entity.activityOf ?? ''}
          onChange={(key) => set(key ? { activityOf: key } : { activityOf: undefined, carries: undefined })}
          options={[{ value: '', label: t('design.activityNone') }, ...records.map(({ key, name }) => ({ value: key, label: say(name) }))]}
        />
      </Flex>
      {record && alike.length > 0 && (
        <Flex vertical gap={4}>
          <span>{t('design.activityCarries')}</span>
          <Select
            mode="multiple"
            aria-label={t('design.activityCarries')}
            value={entity.carries ?? []}
            onChange={(keys) => set({ carries: keys.length > 0 ? keys : undefined })}
            options={alike.map(({ key, name }) => ({ value: key, label: say(name) }))}
          />
        </Flex>
      )}
    </>
  );
}
