import { type Entity, ICONS, iconOf, updateEntity } from '@pipewright/definition';
import { EntityIcon, useDesignText } from '@pipewright/ui';
import { Button, Flex, Switch } from 'antd';
import type { Draft } from '../state/draft.ts';

/** How an entity stands in menus: its picture, and whether it is one of the less used. */
export function EntityProperties({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t } = useDesignText();
  const chosen = iconOf(entity);
  const set = (patch: Parameters<typeof updateEntity>[2]) => draft.set(updateEntity(draft.app, entity.key, patch));
  return (
    <Flex vertical gap={12}>
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
      <Flex gap={8} align="center">
        <Switch
          aria-label={t('design.menuMore')}
          checked={entity.menu === 'more'}
          onChange={(more) => set({ menu: more ? 'more' : undefined })}
        />
        <span>{t('design.menuMore')}</span>
      </Flex>
    </Flex>
  );
}
