import { call } from '@pipewright/client';
import type { BoardColumn, Entity, RecordJson, View } from '@pipewright/definition';
import { type BoardTarget, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import type { Doing } from '../act/act-dialog.tsx';
import { useMove } from '../act/move.ts';
import { useRefusedMove } from '../act/refused-move.tsx';
import { useApp } from '../data/app-context.ts';
import { bothRules, ruleIn } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { boardQuery } from '../data/queries.ts';
import { moreRequest, moved, withMore } from './columns.ts';

/** The cards of a pipeline as they are on screen, narrowed by a view too, and the ways to carry one and to bring more; `ask` opens the dialog of an act. */
export function useBoard(entity: Entity, pipeline: string, search: ListSearch, view: View | undefined, ask: (doing: Doing) => void) {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const move = useMove(entity);
  const tellRefused = useRefusedMove(entity, ask);
  const extra = ruleIn(search.filter);
  const filter = bothRules(view?.filter, extra);
  const query = boardQuery(key, entity.key, pipeline, filter, search.q);
  const board = useQuery(query);
  const columns = board.data?.columns ?? [];
  /** The card moves at once on screen; the answer of the server puts it back where it was refused. */
  const carry = async (record: RecordJson, target: BoardTarget) => {
    if (target.kind !== 'stage') return ask({ id: record.id, act: target.kind === 'won' ? 'win' : 'lose' });
    const before = queries.getQueryData(query.queryKey);
    await queries.cancelQueries({ queryKey: query.queryKey });
    queries.setQueryData(query.queryKey, { columns: moved(columns, record, target.key) });
    const refusal = await move(record, { stage: target.key });
    if (!refusal) return void message.success(t('actDone.move'));
    queries.setQueryData(query.queryKey, before);
    tellRefused(record, { stage: target.key }, refusal);
  };
  const more = async (column: BoardColumn) => {
    const request = moreRequest(key, entity, pipeline, column, { filter, search: search.q });
    try {
      const page = await call('listRecords', request);
      queries.setQueryData(query.queryKey, { columns: withMore(columns, column.stage, page) });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return { filter: extra, columns, pending: board.isPending, error: board.error, carry, more };
}
