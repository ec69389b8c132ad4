import { type Entity, type Field, isChoice, MAP_CHOICES, type PeopleMap, targetOf, updateEntity } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Flex, Select } from 'antd';
import type { Draft } from '../state/draft.ts';

/** Whether the records of an entity are drawn as a map of people: on whose record it stands, who reports to whom, and what is told of each. */
export function MapProperties({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t, say } = useDesignText();
  const { map } = entity;
  const live = entity.fields.filter(({ retired }) => !retired);
  const own = live.filter((field) => targetOf(draft.app, field)?.key === entity.key);
  const whose = live.filter((field) => targetOf(draft.app, field) !== undefined && !own.includes(field));
  const [firstOwn, firstWhose] = [own[0], whose[0]];
  if (!firstOwn || !firstWhose) return null;
  const set = (next: PeopleMap | undefined) => draft.set(updateEntity(draft.app, entity.key, { map: next }));
  const change = (key: keyof PeopleMap, value: string | undefined) => {
    if (!map) return;
    const { [key]: _, ...rest } = map;
    set({ ...rest, ...(value ? { [key]: value } : {}) } as PeopleMap);
  };
  const choice = (key: keyof PeopleMap, from: readonly Field[], needed = false) => (
    <Flex vertical gap={4} key={key}>
      <span>{t(`design.map.${key}`)}</span>
      <Select
        aria-label={t(`design.map.${key}`)}
        allowClear={!needed}
        value={map?.[key] ?? null}
        options={from.map((field) => ({ value: field.key, label: say(field.name) }))}
        onChange={(value: string | null) => change(key, value ?? undefined)}
      />
    </Flex>
  );
  return (
    <>
      <Flex vertical gap={4}>
        <span>{t('design.map.within')}</span>
        <Select
          aria-label={t('design.map.within')}
          value={map?.within ?? ''}
          options={[{ value: '', label: t('design.map.none') }, ...whose.map(({ key, name }) => ({ value: key, label: say(name) }))]}
          onChange={(within: string) => set(within ? { reportsTo: firstOwn.key, ...map, within } : undefined)}
        />
      </Flex>
      {map && choice('reportsTo', own, true)}
      {map && choice('subtitle', live)}
      {map && MAP_CHOICES.map((each) => choice(each, live.filter(isChoice)))}
    </>
  );
}
