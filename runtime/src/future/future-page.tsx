import type { Entity } from '@pipewright/definition';
import { bringWords, futureWords, Page, Result, useText } from '@pipewright/ui';
import { useParams } from '@tanstack/react-router';
import { useApp, useEntity } from '../data/app-context.ts';
import { ListCrumb } from '../data/list-crumb.tsx';
import { fieldsIn } from '../data/reach.ts';
import * as css from './future.module.css';
import { FutureGroups } from './future-groups.tsx';

bringWords(futureWords);

/** What waits for a later time: by the month in which it comes back, and by the reason why it waits. */
export function FuturePage() {
  const { entity: key } = useParams({ from: '/a/$app/$entity/future' });
  const inApp = useApp();
  const entity: Entity | undefined = useEntity(key);
  const { t, mid } = useText();
  if (!entity?.process || !fieldsIn(inApp, entity).some((field) => field.key === 'status'))
    return <Result status="404" title={t('list.unknown')} />;
  return (
    <>
      <ListCrumb entity={entity} here={t('future.title')} />
      <Page title={t('future.of', { entity: mid(entity.plural) })}>
        <div className={css.sides}>
          <FutureGroups entity={entity} by="status_until" />
          <FutureGroups entity={entity} by="status_reason" />
        </div>
      </Page>
    </>
  );
}
