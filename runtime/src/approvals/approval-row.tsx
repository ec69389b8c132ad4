import { type ApprovalItem, entityOf } from '@pipewright/definition';
import { Ago, look, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useApp } from '../data/app-context.ts';
import { ApprovalStanding } from './approval-standing.tsx';
import * as css from './approvals.module.css';

/** An approval in a list: what is asked about which record, by which flow and whom, since when, and where it stands; a press opens it. */
export function ApprovalRow({
  approval,
  open,
  selected,
  onSelect,
  onOpen,
}: {
  approval: ApprovalItem;
  /** True while it lies open beside the list. */
  open: boolean;
  /** Whether it is one of several that are decided at once; undefined where it cannot be. */
  selected: boolean | undefined;
  onSelect: (on: boolean) => void;
  onOpen: () => void;
}) {
  const { app, key } = useApp();
  const { t, say } = useText();
  const { id, entity, record, text, automation, starter, at } = approval;
  const title = approval.title || say(entityOf(app, entity)?.name) || '–';
  return (
    <li className={open ? `${css.row} ${css.open}` : css.row} data-record={id} aria-label={text}>
      {selected !== undefined && (
        <Checkbox
          checked={selected}
          aria-label={t('approval.select', { title: text })}
          onChange={({ target }) => onSelect(target.checked)}
        />
      )}
      <div className={css.main}>
        <button type="button" className={`${look.bare} ${css.what}`} aria-current={open ? 'true' : undefined} onClick={onOpen}>
          {text}
        </button>
        <div className={css.facts}>
          {approval.title === null ? (
            <span>{title}</span>
          ) : (
            <Link to="/a/$app/$entity/$id" params={{ app: key, entity, id: record }}>
              {title}
            </Link>
          )}
          <span className={look.quiet}>{automation}</span>
          {starter && <span className={look.quiet}>{t('approval.starter', { person: starter.name })}</span>}
          <span className={look.quiet}>
            {t('approval.since')} <Ago at={at} />
          </span>
        </div>
      </div>
      <div className={css.stands}>
        <ApprovalStanding approval={approval} />
      </div>
    </li>
  );
}
