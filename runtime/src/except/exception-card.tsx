import { call } from '@pipewright/client';
import { entityOf, type GateException, MOST_EXCEPTION, type RecordJson } from '@pipewright/definition';
import { bringWords, laterWords, look, momentText, RecordView, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { NoteAnswer } from '../data/note-answer.tsx';
import { exceptionQuery } from '../data/queries.ts';
import { useRecordAct } from '../data/use-record-act.ts';

bringWords(laterWords);

/** An exception: who asks, for what, why, and what is missing, with the answer to whoever may give it and the way back for who asked. */
export function ExceptionCard({ exception, here = false }: { exception: GateException; here?: boolean }) {
  const { app, key } = useApp();
  const { t, say } = useText();
  const entity = entityOf(app, exception.entity);
  const { by, from, to, note, missing, record, state, answeredBy, answer } = exception;
  const title = exception.title ?? (say(entity?.name) || '–');
  const way = from && to ? t('except.way', { from, to }) : to ? t('except.wayTo', { to }) : '';
  const words = { person: by?.name ?? '–', title };
  return (
    <Alert
      className={look.note}
      type={state === 'asked' ? 'warning' : state === 'granted' ? 'success' : 'info'}
      showIcon
      role="group"
      aria-label={t('except.of', words)}
      title={
        <>
          {here ? t('except.asksHere', words) : t(record ? 'except.asks' : 'except.asksNew', words)} {way}
          <span className={look.aside}> {momentText(exception.at)}</span>
        </>
      }
      description={
        <Flex vertical gap={8}>
          <div>“{note}”</div>
          <ul className={look.plain}>
            {missing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {state !== 'asked' && answeredBy && (
            <div>
              {t(`except.${state}`, { person: answeredBy.name })} {answer && `“${answer}”`}
            </div>
          )}
          {record && !here && (
            <Link to="/a/$app/$entity/$id" params={{ app: key, entity: exception.entity, id: record }}>
              {t('except.look', words)}
            </Link>
          )}
          {record === null && state === 'asked' && <AsItWouldBe exception={exception} />}
          {exception.mayAnswer && <AnswerForm exception={exception} />}
          {exception.mayWithdraw && <Withdraw exception={exception} />}
        </Flex>
      }
    />
  );
}

/** The record as it would be, for a look before it is made. */
function AsItWouldBe({ exception }: { exception: GateException }) {
  const { app, key } = useApp();
  const surroundings = useSurroundings();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...exceptionQuery(key, exception.id), enabled: open });
  const entity = entityOf(app, exception.entity);
  if (!open || !entity)
    return (
      <p className={look.plain}>
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('except.open')}
        </Button>
      </p>
    );
  if (!found.data) return null;
  if (!found.data.record) return <div className={look.quiet}>{t('except.unseen')}</div>;
  return <RecordView app={app} entity={entity} record={found.data.record as RecordJson} surroundings={surroundings} />;
}

function AnswerForm({ exception: { id, version } }: { exception: GateException }) {
  const { key: app } = useApp();
  const { t } = useText();
  const { busy, act } = useRecordAct();
  return (
    <NoteAnswer
      most={MOST_EXCEPTION}
      yes={t('except.grant')}
      no={t('pool.deny')}
      busy={busy}
      onAnswer={(answer) =>
        void act(
          () => call('answerException', { app, id, body: { ...answer, ...(version === null ? {} : { version }) } }),
          t(answer.grant ? 'except.didGrant' : 'except.didDeny'),
        )
      }
    />
  );
}

function Withdraw({ exception: { id } }: { exception: GateException }) {
  const { key: app } = useApp();
  const { t } = useText();
  const { busy, act } = useRecordAct();
  return (
    <p className={look.plain}>
      <Button size="small" loading={busy} onClick={() => void act(() => call('withdrawException', { app, id }), t('except.didWithdraw'))}>
        {t('except.withdraw')}
      </Button>
    </p>
  );
}
