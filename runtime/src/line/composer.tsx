import type { Entity } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Radio } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { ActivityBox } from './activity-box.tsx';
import { CommentBox } from './comment-box.tsx';
import { activityKinds } from './kinds.ts';
import * as css from './line.module.css';

const COMMENT = 'comment';

/** What is written at the top of a time line: a comment, or one of the kinds of activities that this person may write. */
export function Composer({ entity, id, mayChange }: { entity: Entity; id: string; mayChange: boolean }) {
  const inApp = useApp();
  const { t, say } = useText();
  const [chosen, setChosen] = useState(COMMENT);
  const kinds = activityKinds(inApp, entity);
  const kind = kinds.find(({ key }) => key === chosen);
  return (
    <section aria-label={t('line.composer')} className={css.composer}>
      {kinds.length > 0 && (
        <Radio.Group
          size="small"
          optionType="button"
          className={css.kinds ?? ''}
          value={kind?.key ?? COMMENT}
          onChange={(event) => setChosen(String(event.target.value))}
          options={[
            { value: COMMENT, label: t('line.kind.comment') },
            ...kinds.map(({ key, option, entity: of }) => ({ value: key, label: say(option?.name ?? of.name) })),
          ]}
        />
      )}
      {kind ? (
        <ActivityBox key={kind.entity.key} kind={kind} of={entity} id={id} mayCarry={mayChange} />
      ) : (
        <CommentBox entity={entity.key} id={id} />
      )}
    </section>
  );
}
