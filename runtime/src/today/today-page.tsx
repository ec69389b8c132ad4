import { type Entity, entityOf, type Whose } from '@pipewright/definition';
import { bringWords, later, laterWords, Page, Part, Result, useText } from '@pipewright/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useApp } from '../data/app-context.ts';
import { RecordPanel } from '../record/record-panel.tsx';
import { EntityToday } from './entity-today.tsx';
import { seesOthers, todayEntities } from './today-asks.ts';
import type { TodaySearch } from './today-search.ts';

bringWords(laterWords);

const TodayExceptions = later(() => import('../except/today-exceptions.tsx').then((module) => module.TodayExceptions));

const KEPT = 'pipewright.today';

/** The first page of a working day: what is due, what is late, what stands still, and what one did last; each line is acted on where it stands. */
export function TodayPage() {
  const inApp = useApp();
  const { t, say } = useText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/a/$app/today' });
  const entities = todayEntities(inApp);
  const others = seesOthers(inApp);
  const whose: Whose = others ? (search.whose ?? (localStorage.getItem(KEPT) === 'team' ? 'team' : 'mine')) : 'mine';
  const set = (patch: TodaySearch | { record: undefined }) =>
    void navigate({
      to: '/a/$app/today',
      params: { app: inApp.key },
      search: ({ whose: kept }) =>
        ({ ...(kept ? { whose: kept } : {}), ...(patch.record === undefined && !('whose' in patch) ? {} : patch) }) as TodaySearch,
    });
  const look = (next: Whose) => {
    localStorage.setItem(KEPT, next);
    set({ whose: next });
  };
  const shown = entityOf(inApp.app, search.entity ?? '');
  if (entities.length === 0) return <Result status="404" title={t('list.unknown')} />;
  return (
    <Page
      title={t('today.title')}
      actions={
        others && (
          <Segmented
            aria-label={t('today.whose')}
            value={whose}
            options={[
              { value: 'mine', label: t('today.mine') },
              { value: 'team', label: t('today.team') },
            ]}
            onChange={(next) => look(next as Whose)}
          />
        )
      }
    >
      {entities.some(({ process }) => process?.exceptions) && (
        <Part>
          <TodayExceptions />
        </Part>
      )}
      {entities.map((entity: Entity) => (
        <EntityToday
          key={entity.key}
          entity={entity}
          whose={whose}
          heading={entities.length > 1 ? say(entity.plural) : undefined}
          onOpen={(record) => set({ entity: entity.key, record })}
          onTeam={others && whose === 'mine' ? () => look('team') : undefined}
        />
      ))}
      {shown && (
        <RecordPanel
          entity={shown}
          id={search.record}
          ids={[]}
          onGo={(record) => set({ entity: shown.key, record })}
          onClose={() => set({ record: undefined })}
        />
      )}
    </Page>
  );
}
