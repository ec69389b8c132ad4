import { APPROVAL_SHELVES, type ApprovalDetail, type ApprovalItem, type ApprovalShelf, type ApprovalWish } from '@pipewright/definition';
import { approvalWords, bringWords, laterOpened, look, Nothing, Page, Toolbar, useText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { App as AntApp, Button, Segmented, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { ApprovalDrawer } from './approval-drawer.tsx';
import { approvalsQuery } from './approval-queries.ts';
import { ApprovalRow } from './approval-row.tsx';
import * as css from './approvals.module.css';
import { type ApprovalsSearch, shelfOf } from './approvals-search.ts';
import { AwayNote } from './away-note.tsx';
import { SelectedBar } from './selected-bar.tsx';
import { canDecide, waitsForReader } from './together.ts';

bringWords(approvalWords);

/** The acts after which an approval may wait for somebody else. */
const DECIDING: readonly ApprovalWish['act'][] = ['approve', 'reject', 'return', 'transfer', 'add', 'decide'];

const AwayDialog = laterOpened(() => import('./away-dialog.tsx').then((module) => module.AwayDialog));

/** The page of approvals: those that wait for one, that one has decided, or that one began; each is opened beside and acted on there, and several are decided at once. */
export function ApprovalsPage() {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const navigate = useNavigate();
  const search = useSearch({ from: '/a/$app/approvals' });
  const show = shelfOf(search);
  const list = useInfiniteQuery(approvalsQuery(key, show));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [leaving, setLeaving] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const approvals = list.data?.pages.flatMap((page) => page.approvals) ?? [];
  const todo = list.data?.pages[0]?.todo ?? 0;
  const open = ({ approval, ...rest }: { readonly show?: ApprovalShelf; readonly approval?: string | undefined }) =>
    void navigate({
      to: '/a/$app/approvals',
      params: { app: key },
      search: ({ show: kept }): ApprovalsSearch => ({ ...(kept ? { show: kept } : {}), ...rest, ...(approval ? { approval } : {}) }),
    });
  const selectable = show === 'todo' ? approvals.filter(canDecide) : [];
  const selected = selectable.filter(({ id }) => chosen.includes(id));
  /** Goes on to what waits next once this one waits for somebody else. */
  const goOn = (after: ApprovalDetail, { act }: ApprovalWish) => {
    if (show !== 'todo' || !DECIDING.includes(act) || waitsForReader(after)) return;
    const at = approvals.findIndex(({ id }) => id === after.id);
    const others = (some: readonly ApprovalItem[]) => some.find((each) => each.id !== after.id && waitsForReader(each));
    const next = others(approvals.slice(at + 1)) ?? others(approvals);
    void message.info(t(next ? 'approval.next' : 'approval.noneLeft'));
    open({ approval: next?.id });
    if (!next) place.current?.focus({ preventScroll: true });
  };
  return (
    <Page title={t('approval.title')} actions={<Button onClick={() => setLeaving(true)}>{t('approval.away')}</Button>}>
      <AwayNote />
      <Toolbar label={t('approval.showWhich')}>
        <Segmented<ApprovalShelf>
          aria-label={t('approval.showWhich')}
          value={show}
          options={APPROVAL_SHELVES.map((value) => ({
            value,
            label: value === 'todo' && todo > 0 ? `${t('approval.show.todo')} ${todo > 99 ? '99+' : todo}` : t(`approval.show.${value}`),
          }))}
          onChange={(next) => {
            setChosen([]);
            open({ show: next });
          }}
        />
      </Toolbar>
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {list.isError && <Nothing of="links" text={t('state.offline')} />}
      {list.isSuccess && approvals.length === 0 && <Nothing of="links" text={t(`approval.teach.${show}`)} />}
      {show === 'todo' && <SelectedBar all={selectable} selected={selected} onSelect={setChosen} />}
      <div ref={place} tabIndex={-1} className={css.inside}>
        {approvals.length > 0 && (
          <ul className={`${look.plain} ${css.lines}`} aria-label={t(`approval.show.${show}`)}>
            {approvals.map((approval) => (
              <ApprovalRow
                key={approval.id}
                approval={approval}
                open={search.approval === approval.id}
                selected={selectable.length > 1 && canDecide(approval) ? chosen.includes(approval.id) : undefined}
                onSelect={(on) => setChosen((some) => (on ? [...some, approval.id] : some.filter((each) => each !== approval.id)))}
                onOpen={() => open({ approval: approval.id })}
              />
            ))}
          </ul>
        )}
      </div>
      {list.hasNextPage && (
        <div className={look.end}>
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('approval.moreOf')}
          </Button>
        </div>
      )}
      <ApprovalDrawer open={search.approval !== undefined} id={search.approval} onDone={goOn} onClose={() => open({})} />
      <AwayDialog open={leaving} onClose={() => setLeaving(false)} />
    </Page>
  );
}
