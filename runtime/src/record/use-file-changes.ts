import { call, Refused } from '@pipewright/client';
import type { Entity, Field, RecordJson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useRef } from 'react';
import { useApp } from '../data/app-context.ts';
import { recordQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';

/** Somebody who changes the same record again and again is not chased for ever. */
const ATTEMPTS = 4;

/** The ids of the files in a field of a record. */
export function filesIn(record: RecordJson, { key }: Pick<Field, 'key'>): readonly string[] {
  const value = record[key];
  return Array.isArray(value) ? (value as string[]) : [];
}

/**
 * Changes which files stand in a field of a record, one change after the other. What others change meanwhile stays: a file more or less is put to
 * what is there by then.
 */
export function useFileChanges(entity: Entity, record: RecordJson) {
  const inApp = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const turn = useRef(Promise.resolve());
  const { id } = record;
  const place = { app: inApp.key, entity: entity.key, id };
  const { queryKey } = recordQuery(inApp.key, entity.key, id, []);

  const save = async (field: Field, edit: (ids: readonly string[]) => readonly string[], attempt = 1): Promise<void> => {
    const current = queries.getQueryData<RecordJson>(queryKey) ?? record;
    const ids = edit(filesIn(current, field));
    try {
      const body = { version: current.version, values: { [field.key]: ids.length > 0 ? ids : null } };
      const saved = await call('changeRecord', { ...place, body, query: { expand: namedFields(inApp, entity).join() } });
      queries.setQueryData(queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
    } catch (error) {
      if (!(error instanceof Refused)) return void message.error(t('state.offline'));
      const { current: other } = error.body;
      if (error.status !== 409 || !other || attempt >= ATTEMPTS) return void message.error(error.message);
      queries.setQueryData(queryKey, { ...other, $names: { ...current.$names, ...other.$names } });
      await save(field, edit, attempt + 1);
    }
  };
  return (field: Field, edit: (ids: readonly string[]) => readonly string[]) => {
    turn.current = turn.current.then(() => save(field, edit));
  };
}
