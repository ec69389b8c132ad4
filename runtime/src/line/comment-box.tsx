import { call, Refused } from '@pipewright/client';
import type { CommentPart, FaultBody } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Space } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { CommentInput } from './comment-input.tsx';
import { type Person, partsOf, withoutMention } from './comment-parts.ts';
import * as css from './line.module.css';
import { useKept } from './use-kept.ts';

/** Why a comment was not taken: its sentence, and whom it mentions who cannot see the record. */
interface Refusal {
  readonly message: string;
  readonly parts: readonly CommentPart[];
  readonly without?: FaultBody['withoutAccess'];
}

/** Where a comment on a record is written. What was typed stays until it is sent. */
export function CommentBox({ entity, id }: { entity: string; id: string }) {
  const { key, me } = useApp();
  const { t } = useText();
  const queries = useQueryClient();
  const place = `${me.user}.${key}.${id}`;
  const [text, setText] = useKept(place);
  const [known, setKnown] = useKept(`${place}.people`);
  const chosen = known ? (JSON.parse(known) as Person[]) : [];
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const send = async (parts: readonly CommentPart[], ask?: boolean) => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    setRefusal(undefined);
    try {
      await call('addComment', { app: key, entity, id, body: { parts, ...(ask ? { ask } : {}) } });
      setText('');
      setKnown('');
      await queries.invalidateQueries({ queryKey: ['records', key, entity, 'line', id] });
    } catch (error) {
      if (!(error instanceof Refused)) setRefusal({ message: t('state.offline'), parts });
      else setRefusal({ message: error.message, parts, without: error.body.withoutAccess });
    } finally {
      setBusy(false);
    }
  };
  const share = async (parts: readonly CommentPart[], people: readonly Person[]) => {
    try {
      for (const { id: person } of people) await call('setShare', { app: key, entity, id, person, body: { level: 'read' } });
    } catch (error) {
      return setRefusal({ message: (error as Error).message, parts });
    }
    await send(parts);
  };
  const write = () => void send(partsOf(text, chosen));
  const without = refusal?.without;
  return (
    <div className={css.box}>
      <CommentInput
        label={t('line.commentLabel')}
        text={text}
        onText={setText}
        onChoose={(person) => setKnown(JSON.stringify([...chosen.filter(({ name }) => name !== person.name), person]))}
        onSend={write}
      />
      {refusal && (
        <Alert
          type="warning"
          role="alert"
          className={look.after ?? ''}
          title={refusal.message}
          description={
            without && (
              <Space wrap>
                {without.may && <Button onClick={() => void share(refusal.parts, without.people)}>{t('line.share')}</Button>}
                {without.askable && !without.may && <Button onClick={() => void send(refusal.parts, true)}>{t('line.ask')}</Button>}
                <Button onClick={() => void send(withoutMention(refusal.parts, without.people))}>{t('line.noMention')}</Button>
              </Space>
            )
          }
        />
      )}
      {text !== '' && (
        <Flex gap={8} align="center" className={look.after ?? ''}>
          <Button type="primary" size="small" loading={busy} onClick={write}>
            {t('line.send')}
          </Button>
          <span className={`${look.quiet} ${look.small}`}>{t('line.enterHint')}</span>
        </Flex>
      )}
    </div>
  );
}
