import type { PartChange } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Tag } from 'antd';
import * as css from './publish.module.css';
import { changeInWords } from './turn-words.ts';

const COLORS: Readonly<Record<PartChange['kind'], string>> = {
  added: 'green',
  removed: 'red',
  retired: 'orange',
  restored: 'green',
  changed: 'blue',
  moved: 'blue',
};

/** Changes as a release note: what happened to what, with what it was and is, in words. */
export function ChangeList({ changes }: { changes: readonly PartChange[] }) {
  const { t, say, language } = useDesignText();
  if (changes.length === 0) return <p>{t('publish.nothing')}</p>;
  return (
    <ul className={`${look.plain} ${css.changes}`}>
      {changes.map((change) => (
        <li key={`${change.kind} ${change.path} ${change.properties?.join()}`}>
          <Tag color={COLORS[change.kind]} className={css.kind}>
            {t(`change.${change.kind}`)}
          </Tag>
          {t(`part.${change.part}`)} {change.names.length > 0 && t('publish.quoted', { name: change.names.map(say).join(' › ') })}
          {changeInWords(change, { t, language }).map((line) => (
            <div key={line} className={css.line}>
              {line}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
