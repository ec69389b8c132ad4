import { Refused } from '@pipewright/client';
import { type ApprovalDetail, type ApprovalWish, entityOf } from '@pipewright/definition';
import { approvalWords, bringWords, look, Nothing, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Drawer, Grid, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { Shelf } from '../data/shelf.tsx';
import { usePanelFocus } from '../data/use-panel-focus.ts';
import { ApprovalActs } from './approval-acts.tsx';
import { approvalQuery } from './approval-queries.ts';
import { ApprovalStanding } from './approval-standing.tsx';
import { ApprovalStory } from './approval-story.tsx';
import { ApprovalValues, differing } from './approval-values.tsx';
import * as css from './approvals.module.css';

bringWords(approvalWords);

/** How long after an act the next approval is not decided: the second press of a double click comes that soon. */
const REST_MS = 600;

/** One approval at the side of the page, or instead of it on a phone: what is asked, what it is bound to, what has happened, and what can be done, always in reach. */
export function ApprovalDrawer({
  open,
  id,
  onDone,
  onClose,
}: {
  open: boolean;
  id: string | undefined;
  /** Told where it stands after something was done. */
  onDone: (after: ApprovalDetail, wish: ApprovalWish) => void;
  onClose: () => void;
}) {
  const { key } = useApp();
  const { t } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const found = useQuery({ ...approvalQuery(key, id ?? ''), enabled: id !== undefined });
  const { box, came } = usePanelFocus(id);
  // Whoever acts has seen what there was: from then on that is what others may change under their eyes.
  const [acted, setActed] = useState(0);
  const [resting, setResting] = useState(false);
  useEffect(() => {
    if (!resting) return undefined;
    const timer = setTimeout(() => setResting(false), REST_MS);
    return () => clearTimeout(timer);
  }, [resting]);
  const approval = id === undefined ? undefined : found.data;
  return (
    <Drawer
      open={open}
      onClose={onClose}
      afterOpenChange={came}
      mask={!wide}
      aria-modal={!wide}
      size={wide ? 'min(640px, 50vw)' : '100%'}
      destroyOnHidden
      focusable={{ trap: !wide, focusTriggerAfterClose: false }}
      title={t('approval.here')}
      footer={
        approval && (
          <ApprovalActs
            key={approval.id}
            approval={approval}
            resting={resting}
            onDone={(after, wish) => {
              setActed((n) => n + 1);
              setResting(true);
              onDone(after, wish);
            }}
          />
        )
      }
    >
      {id !== undefined && (
        <div ref={box} tabIndex={-1} className={css.inside}>
          {found.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
          {found.isError && <Nothing of="links" text={found.error instanceof Refused ? found.error.message : t('state.offline')} />}
          {approval && <Inside key={`${approval.id} ${acted}`} approval={approval} />}
        </div>
      )}
    </Drawer>
  );
}

function Inside({ approval }: { approval: ApprovalDetail }) {
  const { key, app } = useApp();
  const { t, say } = useText();
  const [opened] = useState(approval);
  const entity = entityOf(app, approval.entity);
  const { fields, values, may, automation, starter } = approval;
  const changed = opened.digest !== approval.digest;
  const differs = changed ? differing(fields, opened.values, values) : {};
  const names = { ...(approval.before?.$names as object), ...(differs.$names as object) };
  const before = { ...approval.before, ...differs, $names: names };
  const decides = (['approve', 'reject', 'decide'] as const).some((each) => may.includes(each));
  return (
    <>
      <h2 className={css.asked}>{approval.text}</h2>
      <div className={`${css.facts} ${look.note}`}>
        {approval.title !== null && (
          <Link to="/a/$app/$entity/$id" params={{ app: key, entity: approval.entity, id: approval.record }}>
            {approval.title || say(entity?.name)}
          </Link>
        )}
        <span className={look.quiet}>{automation}</span>
        {starter && <span className={look.quiet}>{t('approval.starter', { person: starter.name })}</span>}
      </div>
      {changed && decides && <Alert type="warning" role="alert" showIcon title={t('approval.changed')} className={look.note} />}
      <ApprovalStanding approval={approval} whole />
      {entity && (
        <Shelf entity={entity}>
          <ApprovalValues entity={entity} fields={fields} values={values} before={before} />
        </Shelf>
      )}
      <ApprovalStory approval={approval} />
    </>
  );
}
