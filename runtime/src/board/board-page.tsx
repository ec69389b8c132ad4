import { FilterOutlined } from '@ant-design/icons';
import { callApi } from '@pipewright/client';
import { type BoardColumn, type Entity, type RecordJson, type RecordPage, statusNames } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { Board, type BoardTarget, look, Nothing, Page, Result, ruleInWords, statusColors, Toolbar, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App as AntApp, Button, Grid, Input, Segmented, Select, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { ActDialog, type Doing } from '../act/act-dialog.tsx';
import { ACT_ICONS } from '../act/act-icon.tsx';
import { useMove } from '../act/move.ts';
import { useRefusedMove } from '../act/refused-move.tsx';
import { actsOn, type StandingAct } from '../act/standing.ts';
import { useApp, useEntity, useSurroundings } from '../data/app-context.ts';
import { ruleIn } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { boardQuery } from '../data/queries.ts';
import { fieldsIn, grantFor } from '../data/reach.ts';
import { FilterDrawer } from '../list/filter-drawer.tsx';
import { RecordPanel } from '../record/record-panel.tsx';

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
  const { t, say, language } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ from: '/a/$app/$entity/board' });
  const wide = Grid.useBreakpoint().md !== false;
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
  const fields = fieldsIn(inApp, entity);
  const set = (patch: Partial<Record<keyof ListSearch, string | undefined>>) =>
    void navigate({
      to: '/a/$app/$entity/board',
      params: { app: inApp.key, entity: entity.key },
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)) as ListSearch,
    });
  const stages: BoardTarget[] = (pipeline?.stages ?? []).map((stage) => ({
    key: stage.key,
    name: say(stage.name),
    color: stage.color,
    probability: stage.probability,
    kind: 'stage',
  }));
  const gone: BoardTarget[] = columns
    .filter((column) => !stages.some((stage) => stage.key === column.stage))
    .map((column) => ({
      key: column.stage,
      name: t('board.formerStage', { name: say(inApp.formerStages[column.stage]) || '–' }),
      color: 'grey',
      kind: 'stage',
    }));
  const ends: BoardTarget[] = (['won', 'lost'] as const).map((key) => ({
    key,
    name: statusNames[key][language],
    color: statusColors[key],
    kind: key,
  }));
  const targets = [...stages, ...gone, ...ends];
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
    const last = column.next ?? undefined;
    const base: Rule[] = [
      { '==': [{ var: 'pipeline' }, pipeline?.key ?? ''] },
      { '==': [{ var: 'status' }, 'open'] },
      { '==': [{ var: 'stage' }, column.stage] },
      ...(filter === undefined ? [] : [filter]),
    ];
    const page = await callApi<RecordPage>(`/apps/${inApp.key}/records/${entity.key}`, {
      query: {
        filter: JSON.stringify({ and: base }),
        search: search.q,
        sort: '-updated_at',
        limit: 50,
        after: last,
        expand: ['owner', entity.subtitle].filter(Boolean).join(),
      },
    });
    queries.setQueryData(query.queryKey, {
      columns: columns.map((each) =>
        each.stage === column.stage ? { ...each, records: [...each.records, ...page.records], next: page.next } : each,
      ),
    });
  };
  const words = ruleInWords(filter, fields, { language, currency: inApp.app.currency, t, nameOf: () => undefined });
  const options = pipelines.map((each) => ({ value: each.key, label: say(each.name) }));
  const empty = columns.every((column) => column.count === 0);
  return (
    <Page title={t('nav.board', { entity: say(entity.plural) })}>
      <Toolbar>
        {wide ? (
          <Segmented
            value={pipeline?.key ?? ''}
            options={options}
            onChange={(key) => set({ pipeline: String(key) })}
            aria-label={t('board.pipeline')}
          />
        ) : (
          <Select
            value={pipeline?.key}
            options={options}
            onChange={(key) => set({ pipeline: key })}
            aria-label={t('board.pipeline')}
            className={look.wide}
          />
        )}
        <Input.Search
          allowClear
          defaultValue={search.q}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          className={look.search}
          onSearch={(q) => set({ q: q || undefined })}
        />
        <Button icon={<FilterOutlined />} onClick={() => setFiltering(true)}>
          {t('list.filter')}
        </Button>
        {words.length > 0 && (
          <Tag closable={{ 'aria-label': t('filter.remove') }} onClose={() => set({ filter: undefined })}>
            {words.join(' · ')}
          </Tag>
        )}
      </Toolbar>
      {board.error ? (
        <Result status="warning" title={board.error.message} />
      ) : board.isPending ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : (
        <>
          {empty && <Nothing text={t('board.empty')} />}
          <Board
            app={inApp.app}
            entity={entity}
            targets={targets}
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
            onMore={(column) => void more(column).catch((error: Error) => message.error(error.message))}
          />
        </>
      )}
      <FilterDrawer
        open={filtering}
        fields={fields}
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

/** The acts a card's menu offers besides the columns. */
const MENU: ReadonlySet<StandingAct> = new Set(['rechoose', 'pause', 'future', 'void']);

/** The columns with a card put into another one; counts follow, sums wait for the server. */
function moved(columns: readonly BoardColumn[], record: RecordJson, stage: string): BoardColumn[] {
  return columns.map((column) => {
    if (column.stage === record.stage)
      return { ...column, count: column.count - 1, records: column.records.filter((each) => each.id !== record.id) };
    if (column.stage === stage) return { ...column, count: column.count + 1, records: [{ ...record, stage }, ...column.records] };
    return column;
  });
}
