import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import type { CommentJson } from '@pipewright/definition';
import { Ago, look, useText } from '@pipewright/ui';
import { App as AntApp, Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { CommentInput } from './comment-input.tsx';
import { type Person, partsOf, textOf } from './comment-parts.ts';
import * as css from './line.module.css';

/** A comment on the time line; its author may change it or take it back. */
export function Comment({ comment, at, onChanged }: { comment: CommentJson; at: string; onChanged: () => Promise<unknown> }) {
  const { key, me } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const [draft, setDraft] = useState<{ text: string; chosen: readonly Person[] }>();
  const { id, author, parts, edited } = comment;
  const attempt = async (work: Promise<unknown>) => {
    try {
      await work;
      setDraft(undefined);
      await onChanged();
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  const save = () => draft && void attempt(call('changeComment', { app: key, id, body: { parts: partsOf(draft.text, draft.chosen) } }));
  if (parts === null)
    return (
      <div className={look.quiet}>
        {t('line.deleted', { name: author.name })} · <Ago at={at} />
      </div>
    );
  return (
    <div className={css.written}>
      <div className={css.head}>
        <span>
          <strong>{author.name}</strong>{' '}
          <span className={`${look.quiet} ${look.small}`}>
            <Ago at={at} />
            {edited && ` · ${t('line.edited')}`}
          </span>
        </span>
        {author.id === me.user && !draft && (
          <Space size={0} className={css.acts}>
            <Button type="text" size="small" icon={<EditOutlined />} aria-label={t('line.edit')} onClick={() => setDraft(textOf(parts))} />
            <Popconfirm
              title={t('line.deleteAsk')}
              okText={t('action.delete')}
              cancelText={t('action.cancel')}
              onConfirm={() => attempt(call('deleteComment', { app: key, id }))}
            >
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('line.delete')} />
            </Popconfirm>
          </Space>
        )}
      </div>
      {draft ? (
        <>
          <CommentInput
            label={t('line.edit')}
            text={draft.text}
            onText={(text) => setDraft({ ...draft, text })}
            onChoose={(person) => setDraft((now) => now && { ...now, chosen: [...now.chosen, person] })}
            onSend={save}
          />
          <Space className={look.after ?? ''}>
            <Button type="primary" size="small" onClick={save}>
              {t('action.save')}
            </Button>
            <Button size="small" onClick={() => setDraft(undefined)}>
              {t('action.cancel')}
            </Button>
          </Space>
        </>
      ) : (
        <div className={css.text}>
          {parts.map((part, i) =>
            typeof part === 'string' ? (
              part
            ) : (
              <span key={i} className={css.mention}>
                @{part.person.name}
              </span>
            ),
          )}
        </div>
      )}
    </div>
  );
}
