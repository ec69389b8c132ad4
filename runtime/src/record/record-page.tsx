import { look, Page, Panel, Result, useText } from '@pipewright/ui';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Breadcrumb } from 'antd';
import { useRef } from 'react';
import { useApp, useEntity } from '../data/app-context.ts';
import { RecordDetail } from './record-detail.tsx';

/** A record as a page of its own. */
export function RecordPage() {
  const { entity: entityKey, id } = useParams({ from: '/a/$app/$entity/$id' });
  const { key } = useApp();
  const entity = useEntity(entityKey);
  const { t, say } = useText();
  const navigate = useNavigate();
  const leave = useRef<() => Promise<boolean>>(async () => true);
  if (!entity) return <Result status="404" title={t('list.unknown')} />;
  return (
    <>
      <Breadcrumb
        className={look.note}
        items={[
          {
            title: (
              <Link to="/a/$app/$entity" params={{ app: key, entity: entity.key }}>
                {say(entity.plural)}
              </Link>
            ),
          },
          { title: t('record.one', { entity: say(entity.name) }) },
        ]}
      />
      <Page title={say(entity.name)}>
        <Panel>
          <RecordDetail
            key={id}
            entity={entity}
            id={id}
            deleted={false}
            leave={leave}
            onGone={() => void navigate({ to: '/a/$app/$entity', params: { app: key, entity: entity.key } })}
          />
        </Panel>
      </Page>
    </>
  );
}
