import { call, hrefOf } from '@pipewright/client';
import { entityOf, type ImportJson, type ImportPreview } from '@pipewright/definition';
import { bringWords, importWords, look, Page, Panel, Result, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Flex, Progress, Select, Steps } from 'antd';
import { useRef, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { grantFor } from '../data/reach.ts';
import { FileDrop } from './file-drop.tsx';
import { guessTargets, type Mapping, withBaseline } from './mapping.tsx';
import { MappingTable } from './mapping-table.tsx';
import { PeopleImport } from './people-import.tsx';
import { Reasons } from './reasons.tsx';

bringWords(importWords);

/** Stands for the people of the company where an entity is chosen. */
const PEOPLE = '$people';

/** Import of a CSV file in four steps: choose, map, look at what would happen, run in the background. */
export function ImportPage() {
  const inApp = useApp();
  const { t, say, language } = useText();
  const entities = inApp.app.entities.filter((entity) => !entity.retired && grantFor(inApp, entity.key).create);
  const [entityKey, setEntityKey] = useState(entities[0]?.key ?? '');
  const [job, setJob] = useState<ImportJson>();
  const [mapping, setMapping] = useState<Mapping>({ targets: {} });
  const [preview, setPreview] = useState<ImportPreview>();
  const [started, setStarted] = useState(false);
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const entity = entityOf(inApp.app, entityKey);
  const place = { app: inApp.key, id: job?.id ?? '' };
  const running = useQuery({
    queryKey: ['import', job?.id],
    queryFn: () => call('readImport', place),
    enabled: started,
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.data?.state === 'failed' ? false : 500),
  });
  const under = useRef<AbortController>(undefined);
  const cancel = () => under.current?.abort();
  const attempt = async (work: (signal: AbortSignal) => Promise<void>) => {
    const controller = new AbortController();
    const { signal } = controller;
    under.current = controller;
    setBusy(true);
    setFault(undefined);
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) setFault((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const people = entityKey === PEOPLE;
  if (!entity && !people && !inApp.me.installationAdmin) return <Result status="403" title={t('import.nothing')} />;
  const upload = (file: Blob) =>
    attempt(async (signal) => {
      if (!entity) return;
      const staged = await call('stageImport', { app: inApp.key, entity: entity.key, body: file }, { signal });
      setJob(staged);
      setMapping({ targets: guessTargets(entity, staged.columns) });
    });
  const tryOut = (how = mapping) =>
    attempt(async (signal) => {
      setMapping(how);
      setPreview(await call('previewImport', { ...place, body: how }, { signal }));
    });
  const run = () =>
    attempt(async () => {
      await call('runImport', { ...place, body: mapping });
      setStarted(true);
    });
  const step = started ? 3 : preview ? 2 : job ? 1 : 0;
  const state = running.data;
  const again = () => {
    setJob(undefined);
    setPreview(undefined);
    setStarted(false);
    setFault(undefined);
  };
  return (
    <Page title={t('nav.import')}>
      <Panel>
        <Steps
          size="small"
          current={step}
          items={(['choose', 'map', 'look', 'run'] as const).map((key) => ({ title: t(`import.${key}`) }))}
          className={look.note}
        />
        {fault && <Alert type="error" role="alert" showIcon title={fault} className={look.note} />}
        {step === 0 && (
          <Flex vertical gap={12} className={look.narrow}>
            <label htmlFor="import_entity">{t('import.entity')}</label>
            <Select
              id="import_entity"
              value={entityKey}
              disabled={busy}
              options={[
                ...entities.map((each) => ({ value: each.key, label: say(each.plural) })),
                ...(inApp.me.installationAdmin ? [{ value: PEOPLE, label: t('import.people') }] : []),
              ]}
              onChange={setEntityKey}
            />
            {people ? <PeopleImport /> : <FileDrop busy={busy} onFile={(file) => void upload(file)} onCancel={cancel} />}
          </Flex>
        )}
        {step === 1 && job && entity && (
          <Flex vertical gap={12}>
            <p className={look.flush}>{t('import.mapLead', { count: job.total })}</p>
            {job.refused > 0 && (
              <>
                <Alert type="warning" showIcon title={t('import.malformed', { count: job.refused })} />
                <Reasons reasons={job.reasons} />
              </>
            )}
            <MappingTable entity={entity} job={job} mapping={mapping} onChange={setMapping} />
            {(inApp.role.admin || inApp.role.grants[entity.key]?.baseline) && (
              <Checkbox checked={mapping.baseline === true} onChange={(event) => setMapping(withBaseline(mapping, event.target.checked))}>
                {t('import.baseline')}
              </Checkbox>
            )}
            <Flex gap={8}>
              <Button onClick={busy ? cancel : again}>{t(busy ? 'action.cancel' : 'action.back')}</Button>
              <Button type="primary" loading={busy} onClick={() => void tryOut()}>
                {t('import.look')}
              </Button>
            </Flex>
          </Flex>
        )}
        {step === 2 && preview && (
          <Flex vertical gap={12}>
            <Alert
              type={preview.refused > 0 ? 'warning' : 'success'}
              showIcon
              title={t('import.preview', { done: preview.done, refused: preview.refused })}
            />
            <Reasons reasons={preview.reasons} />
            {preview.duplicates > 0 && <p className={look.flush}>{t('import.duplicatesFound', { count: preview.duplicates })}</p>}
            {(preview.duplicates > 0 || mapping.duplicates) && (
              <Checkbox
                checked={mapping.duplicates === 'accepted'}
                disabled={busy}
                onChange={({ target }) => void tryOut({ ...mapping, duplicates: target.checked ? 'accepted' : undefined })}
              >
                {t('import.duplicates')}
              </Checkbox>
            )}
            <Flex gap={8}>
              <Button onClick={() => setPreview(undefined)}>{t('action.back')}</Button>
              <Button type="primary" loading={busy} disabled={preview.done === 0} onClick={() => void run()}>
                {t('import.start', { count: preview.done })}
              </Button>
            </Flex>
          </Flex>
        )}
        {step === 3 && state && (
          <Flex vertical gap={12}>
            <Progress
              percent={Math.round((100 * (state.done + state.refused)) / Math.max(1, state.total))}
              status={state.state === 'failed' ? 'exception' : state.state === 'done' ? 'success' : 'active'}
              aria-label={t('import.run')}
            />
            <output>{t(`import.state.${state.state}`, { done: state.done, refused: state.refused, total: state.total })}</output>
            <Reasons reasons={state.reasons} />
            {state.refused > 0 && state.state === 'done' && (
              <Button href={hrefOf('readRefusedRows', { ...place, query: { lang: language } })}>{t('import.refusedFile')}</Button>
            )}
            {state.state !== 'running' && <Button onClick={again}>{t('import.another')}</Button>}
          </Flex>
        )}
      </Panel>
    </Page>
  );
}
