import type { Refused } from '@pipewright/client';
import { bringWords, laterWords, look, type Text } from '@pipewright/ui';
import type { App as AntApp } from 'antd';
import { DuplicateLink } from './duplicate-link.tsx';

bringWords(laterWords);

type Modal = ReturnType<typeof AntApp.useApp>['modal'];

/** Tells of the record that is there already, and asks whether this one is meant all the same; answers true where it is. */
export function askAllTheSame(
  modal: Modal,
  t: Text['t'],
  place: { readonly app: string; readonly entity: string },
  { issues, body: { duplicate } }: Refused,
): Promise<boolean> {
  return new Promise((resolve) => {
    modal.confirm({
      title: t('duplicate.title'),
      content: (
        <>
          {issues.map(({ message }) => (
            <p key={message} className={look.flush}>
              {message}
            </p>
          ))}
          {duplicate?.record && <DuplicateLink {...place} record={duplicate.record} text={t('duplicate.open')} />}
        </>
      ),
      okText: t('duplicate.go'),
      cancelText: t('duplicate.back'),
      onOk: () => resolve(true),
      onCancel: () => resolve(false),
    });
  });
}
