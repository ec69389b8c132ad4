import { Panel, Result, useText } from '@pipewright/ui';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useApp, useEntity } from '../data/app-context.ts';
import { ListCrumb } from '../data/list-crumb.tsx';
import { useRecordName } from '../data/record-name.ts';
import { RecordDetail } from './record-detail.tsx';

/** A record as a page of its own. */
export function RecordPage() {
  const { entity: entityKey, id } = useParams({ from: '/a/$app/$entity/$id' });
  const inApp = useApp();
  const { key } = inApp;
  const entity = useEntity(entityKey);
  const { t, say } = useText();
  const navigate = useNavigate();
  const name = useRecordName(inApp, entityKey, id);
  if (!entity) return <Result status="404" title={t('list.unknown')} />;
  return (
    <>
      <ListCrumb entity={entity} here={name ?? say(entity.name)} />
      <Panel>
        <RecordDetail
          key={id}
          entity={entity}
          id={id}
          deleted={false}
          main
          onGone={() => void navigate({ to: '/a/$app/$entity', params: { app: key, entity: entity.key } })}
        />
      </Panel>
    </>
  );
}
