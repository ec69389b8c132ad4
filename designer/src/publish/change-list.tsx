import type { Change } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Tag } from 'antd';
import { changeInWords } from './turn-words.ts';

const COLORS: Readonly<Record<Change['kind'], string>> = {
  added: 'green',
  removed: 'red',
  retired: 'orange',
  restored: 'green',
  changed: 'blue',
  moved: 'blue',
};

/** Changes as a release note: what happened to what, with what it was and is, in words. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t, say, language } = useText();
  if (changes.length === 0) return <p>{t('publish.nothing')}</p>;
  return (
    <ul style={{ paddingInlineStart: 4, margin: 0, listStyle: 'none' }}>
      {changes.map((change) => (
        <li key={`${change.kind} ${change.path} ${change.properties?.join()}`} style={{ padding: '3px 0', overflowWrap: 'anywhere' }}>
          <Tag color={COLORS[change.kind]} style={{ marginInlineEnd: 6 }}>
            {t(`change.${change.kind}`)}
          </Tag>
          {t(`part.${change.part}`)} {change.names.length > 0 && t('publish.quoted', { name: change.names.map(say).join(' › ') })}
          {changeInWords(change, { t, language }).map((line) => (
            <div key={line} style={{ paddingInlineStart: 12, opacity: 0.85 }}>
              {line}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
