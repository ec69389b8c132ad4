import { call } from '@pipewright/client';
import type { AnswerOf, Entity } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Space } from 'antd';
import { useState } from 'react';
import { useApp } from '../../data/app-context.ts';

/** So many seconds the way back is offered. */
const OFFERED = 8;

/** A record that was taken, in the version that this made. */
type Taken = AnswerOf<'claimRecord'>;

/** Takes records out of the pool, one after the other, with the way to take that back; what speaks against some of them is said once. */
export function useClaim({ key: entity }: Pick<Entity, 'key'>) {
  const { key: app } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  /** Does something with each; answers what became of those with which it could be done. */
  const each = async <From, To>(all: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> => {
    const done: To[] = [];
    const refusals = new Set<string>();
    for (const one of all)
      try {
        done.push(await work(one));
      } catch (error) {
        refusals.add((error as Error).message);
      }
    for (const refusal of refusals) void message.error(refusal);
    return done;
  };
  const again = () => queries.invalidateQueries({ queryKey: ['records', app] });
  const undo = async (taken: readonly Taken[]) => {
    const back = await each(taken, ({ id, version }) => call('unclaimRecord', { app, entity, id, body: { version } }));
    if (back.length > 0) void message.success(t('pool.putBack', { count: back.length }));
    await again();
  };
  const offer = (taken: readonly Taken[]) => {
    const close = message.success({
      duration: OFFERED,
      content: (
        <Space>
          {t('pool.claimedMany', { count: taken.length })}
          <Button
            size="small"
            onClick={() => {
              close();
              void undo(taken);
            }}
          >
            {t('action.undo')}
          </Button>
        </Space>
      ),
    });
  };
  const claim = async (ids: readonly string[]) => {
    setBusy(true);
    const taken = await each(ids, (id) => call('claimRecord', { app, entity, id }));
    if (taken.length > 0) offer(taken);
    await again();
    setBusy(false);
  };
  return { busy, claim };
}
