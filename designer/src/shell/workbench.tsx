import { ArrowLeftOutlined, HistoryOutlined, PlusOutlined, RedoOutlined, RocketOutlined, UndoOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import { addEntity, addPipeline, type DraftJson, diff, entityOf, type Label, RESERVED_ENTITIES } from '@pipewright/definition';
import { Bar, Content, DarkSwitch, Frame, LanguageSwitch, later, laterOpened, look, Part, useDesignText } from '@pipewright/ui';
import { Alert, App as AntApp, Badge, Button, Flex, Grid, Layout, Menu, Select, Skeleton } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { FaultList } from '../kit/fault-list.tsx';
import { NewPartDialog } from '../kit/new-part.tsx';
import { FIRST_STAGE } from '../pipeline/first-stage.ts';
import { useDraft } from '../state/draft.ts';
import * as css from './workbench.module.css';

const Automations = later(() => import('../automation/automations.tsx').then((module) => module.Automations));
const AutomationDesign = later(() => import('../automation/automation-design.tsx').then((module) => module.AutomationDesign));
const EntityDesign = later(() => import('../entity/entity-design.tsx').then((module) => module.EntityDesign));
const PipelineDesign = later(() => import('../pipeline/pipeline-design.tsx').then((module) => module.PipelineDesign));
const RoleMatrix = later(() => import('../role/role-matrix.tsx').then((module) => module.RoleMatrix));
const AppParts = later(() => import('../app-parts/app-parts.tsx').then((module) => module.AppParts));
const CalendarDesign = later(() => import('../calendar/calendar-design.tsx').then((module) => module.CalendarDesign));
const Channels = later(() => import('../channels/channels.tsx').then((module) => module.Channels));
const Secrets = later(() => import('../secrets/secrets.tsx').then((module) => module.Secrets));
const Members = later(() => import('../role/members.tsx').then((module) => module.Members));
const PublishDialog = laterOpened(() => import('../publish/publish-dialog.tsx').then((module) => module.PublishDialog));
const VersionsDrawer = laterOpened(() => import('../publish/versions-drawer.tsx').then((module) => module.VersionsDrawer));

const NONE: ReadonlySet<string> = new Set();

/** The designer's frame: parts at the left, the part under work beside it, publish and history on top. */
export function Workbench({ appKey, first }: { appKey: string; first: DraftJson }) {
  const { t, say } = useDesignText();
  const { message } = AntApp.useApp();
  const draft = useDraft(appKey, first);
  const [base, setBase] = useState({ version: first.version, app: first.published });
  const [place, setPlace] = useState(() => window.location.hash.slice(1));
  const [publishing, setPublishing] = useState(false);
  const [history, setHistory] = useState(false);
  const [adding, setAdding] = useState(false);
  const [beginning, setBeginning] = useState<string>();
  const wide = Grid.useBreakpoint().md !== false;
  const { app } = draft;
  const changes = useMemo(() => diff(base.app, app), [base.app, app]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (typing || !(event.ctrlKey || event.metaKey)) return;
      if (event.key === 'z' && !event.shiftKey) draft.undo();
      if (event.key === 'y' || (event.key === 'z' && event.shiftKey)) draft.redo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  useEffect(() => {
    const follow = () => setPlace(window.location.hash.slice(1));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const go = (next: string) => {
    if (next === 'new') return setAdding(true);
    if (next.startsWith('process/')) return setBeginning(next.split('/')[1]);
    window.history.replaceState(null, '', `#${next}`);
    setPlace(next);
  };
  const beginProcess = (entityKey: string, pipelineKey: string, name: Label) => {
    draft.set(addPipeline(app, entityKey, { key: pipelineKey, name, when: null, stages: [FIRST_STAGE] }));
    go(`pipeline/${entityKey}`);
  };
  const touched = (path: string) => changes.some((change) => change.path.startsWith(path));
  const dot = (text: string, path: string) =>
    touched(path) ? (
      <Badge dot offset={[6, 4]}>
        {text}
      </Badge>
    ) : (
      text
    );
  const entities = app.entities.filter((entity) => !entity.retired);
  const items = [
    ...entities.flatMap((entity) => [
      { key: `entity/${entity.key}`, label: dot(say(entity.name), `entities.${entity.key}`) },
      ...(entity.process
        ? [
            {
              key: `pipeline/${entity.key}`,
              label: <span className={css.part}>{dot(t('design.pipelines'), `entities.${entity.key}.process`)}</span>,
            },
          ]
        : [
            {
              key: `process/${entity.key}`,
              label: (
                <span className={`${css.part} ${css.offer}`} title={t('design.addProcessOf', { entity: say(entity.name) })}>
                  <PlusOutlined /> {t('design.addProcess')}
                </span>
              ),
            },
          ]),
    ]),
    { key: 'automations', label: dot(t('automate.title'), 'automations') },
    { key: 'roles', label: dot(t('design.roles'), 'roles') },
    { key: 'calendars', label: dot(t('calendar.title'), 'calendars') },
    { key: 'channels', label: t('channel.title') },
    { key: 'secrets', label: t('secret.title') },
    ...(app.parts?.length ? [{ key: 'modules', label: dot(t('module.title'), 'parts') }] : []),
    { key: 'new', label: t('design.newEntity'), icon: <PlusOutlined /> },
  ];
  // An address that names no part, also one that is come back to, is that of the first.
  const at = place || `entity/${entities[0]?.key ?? ''}`;
  const [kind, key = ''] = at.split('/');
  const standing = kind === 'automation' ? 'automations' : at;
  const entity = entityOf(app, key) ?? entities[0];
  const published = async (version: number, relabels = false) => {
    const fresh = await draft.reload();
    setBase({ version, app: fresh.published });
    void message.success(t('publish.done', { version }));
    // How far the records are is told beside the versions.
    if (relabels) setHistory(true);
  };
  return (
    <Frame>
      <Bar>
        <Button type="text" icon={<ArrowLeftOutlined />} href={`/a/${appKey}`}>
          <span className={look.spare}>{t('design.back')}</span>
        </Button>
        <h1 className={css.title}>{t('design.title', { name: say(app.name) })}</h1>
        <output className={look.aside} data-save={draft.save}>
          {t(`design.save.${draft.save}`)}
        </output>
        <div className={look.rest} />
        <Button icon={<UndoOutlined />} aria-label={t('action.undo')} disabled={!draft.canUndo} onClick={draft.undo} />
        <Button icon={<RedoOutlined />} aria-label={t('action.redo')} disabled={!draft.canRedo} onClick={draft.redo} />
        <Button icon={<HistoryOutlined />} onClick={() => setHistory(true)}>
          <span className={look.spare}>{t('design.history')}</span>
        </Button>
        <Button type="primary" icon={<RocketOutlined />} onClick={() => void draft.flush().then(() => setPublishing(true))}>
          {t('design.publish')} {changes.length > 0 && `(${changes.length})`}
        </Button>
        <LanguageSwitch onChange={(language) => void call('changeProfile', { body: { language } }).catch(() => undefined)} />
        <DarkSwitch />
      </Bar>
      <Layout>
        {wide ? (
          <Layout.Sider theme="light" width={200} className={css.side}>
            <nav aria-label={t('design.parts')}>
              <Menu mode="inline" selectedKeys={[standing]} items={items} onClick={({ key: next }) => go(next)} />
            </nav>
          </Layout.Sider>
        ) : null}
        <Content>
          {!wide && (
            <Select
              aria-label={t('design.parts')}
              className={`${look.wide} ${look.note}`}
              value={standing}
              options={items.map((item) => ({ value: item.key, label: item.label }))}
              onChange={go}
            />
          )}
          {draft.save === 'conflict' && (
            <Alert
              type="error"
              showIcon
              className={look.note}
              title={t('design.conflict')}
              action={<Button onClick={() => void draft.reload()}>{t('design.reload')}</Button>}
            />
          )}
          <FaultList type="warning" title={t('design.faults')} faults={draft.faults} />
          <Part key={kind} waiting={<Skeleton active paragraph={{ rows: 12 }} />}>
            {kind === 'entity' && entity && <EntityDesign key={entity.key} draft={draft} entity={entity} base={base.app} />}
            {kind === 'pipeline' && entity?.process && <PipelineDesign key={entity.key} draft={draft} entity={entity} base={base.app} />}
            {kind === 'automations' && <Automations appKey={appKey} draft={draft} base={base.app} go={go} />}
            {kind === 'automation' && (
              <AutomationDesign key={key} appKey={appKey} draft={draft} base={base.app} automationKey={key} go={go} />
            )}
            {kind === 'calendars' && <CalendarDesign draft={draft} />}
            {kind === 'modules' && <AppParts appKey={appKey} draft={draft} base={base.app} />}
            {kind === 'channels' && <Channels appKey={appKey} />}
            {kind === 'secrets' && <Secrets appKey={appKey} />}
            {kind === 'roles' && (
              <Flex vertical gap={16}>
                <RoleMatrix draft={draft} />
                <Members appKey={appKey} app={base.app} />
              </Flex>
            )}
          </Part>
        </Content>
      </Layout>
      <PublishDialog
        open={publishing}
        appKey={appKey}
        base={base.version}
        revision={draft.revision}
        onClose={() => setPublishing(false)}
        onPublished={published}
      />
      <VersionsDrawer open={history} appKey={appKey} current={base.version} onClose={() => setHistory(false)} onPublished={published} />
      <NewPartDialog
        open={beginning !== undefined}
        title={t('design.addProcessOf', { entity: say(entityOf(app, beginning ?? '')?.name) })}
        taken={NONE}
        onClose={() => setBeginning(undefined)}
        onMake={(newKey, name) => beginning && beginProcess(beginning, newKey, name)}
      />
      <NewPartDialog
        open={adding}
        title={t('design.newEntity')}
        taken={new Set([...RESERVED_ENTITIES, ...draft.taken('entities')])}
        onClose={() => setAdding(false)}
        onMake={(newKey, name) => {
          draft.set(addEntity(app, newKey, name));
          go(`entity/${newKey}`);
        }}
      />
    </Frame>
  );
}
