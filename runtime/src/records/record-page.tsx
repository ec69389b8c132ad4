import { Result, useText } from '@pipewright/ui';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Breadcrumb, Card } from 'antd';
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
        style={{ marginBottom: 12 }}
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
      <h1 style={{ fontSize: 18, margin: '0 0 12px' }}>{say(entity.name)}</h1>
      <Card>
        <RecordDetail
          key={id}
          entity={entity}
          id={id}
          deleted={false}
          leave={leave}
          onGone={() => void navigate({ to: '/a/$app/$entity', params: { app: key, entity: entity.key } })}
        />
      </Card>
    </>
  );
}
