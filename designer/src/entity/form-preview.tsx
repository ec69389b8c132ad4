import type { App, Entity } from '@pipewright/definition';
import { readApp } from '@pipewright/definition';
import { dayIn } from '@pipewright/process';
import { type FormValues, look, Panel, RecordForm, useDesignText } from '@pipewright/ui';
import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import * as css from './entity.module.css';

/** The runtime's own form of the draft, to be tried out; nothing is saved. Nobody in particular uses it, so rules about the person stay open. */
export function FormPreview({ app, entity }: { app: App; entity: Entity }) {
  const { t } = useDesignText();
  const [values, setValues] = useState<FormValues>({});
  const [faults, setFaults] = useState<readonly { path: string; code: string; message: string }[]>([]);
  const faulty = useMemo(() => 'issues' in readApp(app), [app]);
  const now = new Date().toISOString();
  if (faulty) return <Alert type="warning" title={t('design.faults')} />;
  return (
    <Panel className={look.preview}>
      <RecordForm
        app={app}
        entity={entity}
        id="preview"
        values={values}
        before={null}
        names={{}}
        readonlyFields={[]}
        faults={faults}
        surroundings={{ today: dayIn(app.timeZone, now), now }}
        onChange={setValues}
        onSubmit={() => setFaults([])}
        onRefuse={setFaults}
      >
        <button type="submit" className={`ant-btn ant-btn-default ${css.try}`}>
          {t('design.try')}
        </button>
      </RecordForm>
    </Panel>
  );
}
