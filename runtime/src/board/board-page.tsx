import { call } from '@pipewright/client';
import type { BoardColumn, Entity, RecordJson } from '@pipewright/definition';
import { Board, type BoardTarget, Nothing, Page, Result, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App as AntApp, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { ActDialog, type Doing } from '../act/act-dialog.tsx';
import { ACT_ICONS } from '../act/act-icon.tsx';
import { useMove } from '../act/move.ts';
import { useRefusedMove } from '../act/refused-move.tsx';
import { actsOn, type StandingAct } from '../act/standing.ts';
import { useApp, useEntity, useSurroundings } from '../data/app-context.ts';
import { ruleIn } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { boardQuery } from '../data/queries.ts';
import { askable, grantFor } from '../data/reach.ts';
import { FilterDrawer } from '../list/filter-drawer.tsx';
import { RecordPanel } from '../record/record-panel.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { moreRequest, moved, targetsOf, withMore } from './columns.ts';

/** The acts a card's menu offers besides the columns. */
const MENU: ReadonlySet<StandingAct> = new Set(['rechoose', 'pause', 'future', 'void']);

/** A pipeline as a board. */
export function BoardPage() {
  const { entity: key } = useParams({ from: '/a/$app/$entity/board' });
  const entity = useEntity(key);
  const { t } = useText();
  return entity?.process ? <EntityBoard key={key} entity={entity} /> : <Result status="404" title={t('list.unknown')} />;
}

function EntityBoard({ entity }: { entity: Entity }) {
  const inApp = useApp();
  const { today } = useSurroundings();
  const text = useText();
  const { t, say } = text;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ from: '/a/$app/$entity/board' });
  const [filtering, setFiltering] = useState(false);
  const { message } = AntApp.useApp();
  const move = useMove(entity);
  const [doing, setDoing] = useState<Doing>();
  const tellRefused = useRefusedMove(entity, setDoing);
  const pipelines = entity.process?.pipelines ?? [];
  const pipeline = pipelines.find((each) => each.key === search.pipeline) ?? pipelines.at(-1);
  const pipelineName = (wanted: unknown) => say(pipelines.find((each) => each.key === wanted)?.name);
  const filter = ruleIn(search.filter);
  const query = boardQuery(inApp.key, entity.key, pipeline?.key ?? '', filter, search.q);
  const board = useQuery(query);
  const columns = board.data?.columns ?? [];
  const asked = useMemo(() => askable(inApp, entity), [inApp, entity]);
  const set = (patch: Partial<Record<keyof ListSearch, string | undefined>>) =>
    void navigate({
      to: '/a/$app/$entity/board',
      params: { app: inApp.key, entity: entity.key },
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)) as ListSearch,
    });
  /** The card moves at once on screen; the answer of the server puts it back where it was refused. */
  const carry = async (record: RecordJson, target: BoardTarget) => {
    if (target.kind !== 'stage') return setDoing({ id: record.id, act: target.kind === 'won' ? 'win' : 'lose' });
    const before = queries.getQueryData(query.queryKey);
    await queries.cancelQueries({ queryKey: query.queryKey });
    queries.setQueryData(query.queryKey, { columns: moved(columns, record, target.key) });
    const refusal = await move(record, { stage: target.key });
    if (!refusal) return void message.success(t('actDone.move'));
    queries.setQueryData(query.queryKey, before);
    tellRefused(record, { stage: target.key }, refusal);
  };
  const more = async (column: BoardColumn) => {
    const request = moreRequest(inApp.key, entity, pipeline?.key ?? '', column, { filter, search: search.q });
    try {
      const page = await call('listRecords', request);
      queries.setQueryData(query.queryKey, { columns: withMore(columns, column.stage, page) });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <Page title={t('nav.board', { entity: say(entity.plural) })}>
      <BoardToolbar
        entity={entity}
        pipeline={pipeline?.key}
        search={search.q}
        filter={filter}
        set={set}
        onFilter={() => setFiltering(true)}
      />
      {board.error ? (
        <Result status="warning" title={board.error.message} />
      ) : board.isPending ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : (
        <>
          {columns.every((column) => column.count === 0) && <Nothing small text={t('board.empty')} />}
          <Board
            app={inApp.app}
            entity={entity}
            targets={targetsOf(pipeline, columns, inApp, text)}
            pipeline={pipeline?.key ?? ''}
            columns={columns}
            today={String(today)}
            canMove={grantFor(inApp, entity.key).update !== 'none'}
            actsOn={(record) =>
              actsOn(entity, inApp.role, record)
                .filter((act) => MENU.has(act))
                .map((act) => ({ key: act, name: t(`act.${act}`, { to: pipelineName(record.applies) }), icon: ACT_ICONS[act] }))
            }
            onAct={(record, act) => setDoing({ id: record.id, act: act as StandingAct })}
            onMove={(record, target) => void carry(record, target)}
            onOpen={(record) => set({ record: record.id })}
            onMore={(column) => void more(column)}
          />
        </>
      )}
      <FilterDrawer
        open={filtering}
        fields={asked}
        rule={filter}
        currency={inApp.app.currency}
        onClose={() => setFiltering(false)}
        onApply={(rule) => set({ filter: rule === undefined ? undefined : JSON.stringify(rule) })}
      />
      <ActDialog entity={entity} doing={doing} onDone={() => setDoing(undefined)} />
      <RecordPanel entity={entity} id={search.record} onClose={() => set({ record: undefined })} />
    </Page>
  );
}
