import { fieldOf, MAP_CHOICES, type MapChoice, writableFields } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { type MapActs, type MapPerson, useMaking, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App as AntApp, Button, Space } from 'antd';
import { useChange } from '../../act/change.ts';
import { useApp } from '../../data/app-context.ts';
import { grantFor } from '../../data/reach.ts';
import type { Mapped } from './mapped.ts';
import type { Drawn } from './use-map-people.ts';

/** What this person may do on a map: each is written by itself, drawn at once, told with the way to take it back, and gone again where it is refused. */
export function useMapActs({ entity, map, id: whose }: Mapped, people: readonly MapPerson[]): MapActs {
  const inApp = useApp();
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const change = useChange(entity);
  const making = useMaking();
  const { update, readonly } = grantFor(inApp, entity.key);
  const free = new Set(update === 'none' ? [] : writableFields(entity).flatMap(({ key }) => (readonly.includes(key) ? [] : [key])));
  const nameOf = (id: string | null) => people.find((each) => each.id === id)?.name ?? '–';

  /** Writes a value of somebody, based on the version that is known by now. */
  const write = async (id: string, field: string, value: Value, said: string, before?: Value) => {
    const queryKey = ['records', inApp.key, entity.key, 'map', whose];
    const record = queries.getQueryData<Drawn>(queryKey)?.records.find((each) => each.id === id);
    if (!record) return;
    queries.setQueryData<Drawn>(
      queryKey,
      (data) => data && { ...data, records: data.records.map((each) => (each.id === id ? { ...each, [field]: value } : each)) },
    );
    const refusal = await change({ id, version: record.version }, { [field]: value });
    if (refusal) return void message.error(refusal.faults.map((fault) => fault.message).join(' '));
    if (before === undefined) return void message.success(said);
    const key = `map ${id}`;
    void message.success({
      key,
      duration: 8,
      content: (
        <Space>
          {said}
          <Button
            size="small"
            onClick={() => {
              message.destroy(key);
              void write(id, field, before, t('map.undone'));
            }}
          >
            {t('action.undo')}
          </Button>
        </Space>
      ),
    });
  };

  const place = (id: string, above: string | null) => {
    const before = people.find((each) => each.id === id)?.above ?? null;
    const names = { name: nameOf(id), above: nameOf(above) };
    void write(id, map.reportsTo, above, t(above === null ? 'map.freed' : 'map.placed', names), before);
  };
  const choose = (id: string, what: MapChoice, option: string | null) => {
    const field = fieldOf(entity, map[what] ?? '');
    if (!field) return;
    const chosen = field.options?.find(({ key }) => key === option);
    const value = chosen ? say(chosen.name) : t('map.notKnown');
    const before = people.find((each) => each.id === id)?.chosen[what] ?? null;
    if (before !== option) void write(id, field.key, option, t('map.told', { name: nameOf(id), field: say(field.name), value }), before);
  };
  const within = { by: map.within, id: whose };
  const mayAdd = making?.may(entity.key, within) !== undefined;
  const add = (above: string | null) =>
    making?.make({
      ...{ entity: entity.key, name: '', within },
      onMade: ({ id, title }) => {
        if (above === null || !free.has(map.reportsTo)) return;
        // It was made a moment ago, and nobody has changed it since.
        void change({ id, version: 1 }, { [map.reportsTo]: above }).then((refusal) =>
          refusal
            ? message.error(refusal.faults.map((fault) => fault.message).join(' '))
            : message.success(t('map.placed', { name: title, above: nameOf(above) })),
        );
      },
    });
  return {
    open: (id) => void navigate({ to: '/a/$app/$entity/$id', params: { app: inApp.key, entity: entity.key, id } }),
    place: free.has(map.reportsTo) ? place : undefined,
    choose: update === 'none' ? undefined : choose,
    choosable: MAP_CHOICES.filter((what) => free.has(map[what] ?? '')),
    add: mayAdd ? add : undefined,
  };
}
