import type { Entity } from '@pipewright/definition';
import { prepare } from '@pipewright/process';
import { Board, Fill, Page, Result, useText } from '@pipewright/ui';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { ActDialog, type Doing } from '../act/act-dialog.tsx';
import { ACT_ICONS } from '../act/act-icon.tsx';
import { actsOn, type StandingAct } from '../act/standing.ts';
import { useApp, useEntity, useSurroundings } from '../data/app-context.ts';
import type { ListSearch } from '../data/list-search.ts';
import { askable, grantFor } from '../data/reach.ts';
import { useRuleNames } from '../data/rule-names.ts';
import { FilterDrawer } from '../list/filter-drawer.tsx';
import { useViews } from '../list/use-views.ts';
import { RecordPanel } from '../record/record-panel.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { targetsOf } from './columns.ts';
import { useBoard } from './use-board.ts';
import { usePipeline } from './use-pipeline.ts';

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
  const surroundings = useSurroundings();
  const text = useText();
  const { t, say } = text;
  const navigate = useNavigate();
  const search = useSearch({ from: '/a/$app/$entity/board' });
  const [filtering, setFiltering] = useState(false);
  const [doing, setDoing] = useState<Doing>();
  const prepared = useMemo(() => prepare(inApp.app, entity), [inApp.app, entity]);
  const pipeline = usePipeline(entity, search.pipeline);
  const { view } = useViews(entity, search.view);
  const narrowing = search.view === undefined ? undefined : view;
  const board = useBoard(entity, pipeline?.key ?? '', search, narrowing, setDoing);
  const pipelineName = (wanted: unknown) => say(entity.process?.pipelines.find((each) => each.key === wanted)?.name);
  const asked = useMemo(() => askable(inApp, entity), [inApp, entity]);
  const nameOf = useRuleNames(inApp, asked, board.filter);
  const grant = grantFor(inApp, entity.key);
  const params = { app: inApp.key, entity: entity.key };
  const set = (patch: Partial<Record<keyof ListSearch, string | undefined>>) =>
    void navigate({
      to: '/a/$app/$entity/board',
      params,
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)) as ListSearch,
    });
  const add = (stage: string) => void navigate({ to: '/a/$app/$entity/new', params, search: { stage, pipeline: pipeline?.key } });
  return (
    <Page title={t('nav.board', { entity: say(entity.name) })}>
      <BoardToolbar
        entity={entity}
        pipeline={pipeline?.key}
        search={search}
        view={narrowing}
        filter={board.filter}
        set={set}
        onFilter={() => setFiltering(true)}
      />
      {board.error ? (
        <Result status="warning" title={board.error.message} />
      ) : (
        <Fill>
          <Board
            app={inApp.app}
            entity={entity}
            targets={targetsOf(pipeline, board.columns, inApp, text)}
            pipeline={pipeline?.key ?? ''}
            prepared={prepared}
            columns={board.columns}
            pending={board.pending}
            surroundings={surroundings}
            canMove={grant.update !== 'none'}
            actsOn={(record) =>
              actsOn(entity, inApp.role, record)
                .filter((act) => MENU.has(act))
                .map((act) => ({ key: act, name: t(`act.${act}`, { to: pipelineName(record.applies) }), icon: ACT_ICONS[act] }))
            }
            onAct={(record, act) => setDoing({ id: record.id, act: act as StandingAct })}
            onMove={(record, target) => void board.carry(record, target)}
            onOpen={(record) => set({ record: record.id })}
            onMore={(column) => void board.more(column)}
            onAdd={grant.create ? (target) => add(target.key) : undefined}
          />
        </Fill>
      )}
      <FilterDrawer
        open={filtering}
        fields={asked}
        rule={board.filter}
        currency={inApp.app.currency}
        nameOf={nameOf}
        onClose={() => setFiltering(false)}
        onApply={(rule) => set({ filter: rule === undefined ? undefined : JSON.stringify(rule) })}
      />
      <ActDialog entity={entity} doing={doing} onDone={() => setDoing(undefined)} />
      <RecordPanel
        entity={entity}
        id={search.record}
        ids={board.columns.flatMap(({ records }) => records.map(({ id }) => id))}
        onGo={(id) => set({ record: id })}
        onClose={() => set({ record: undefined })}
      />
    </Page>
  );
}
