import type { Change, Impact } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Alert, Tag } from 'antd';

const COLORS: Readonly<Record<Change['kind'], string>> = {
  added: 'green',
  removed: 'red',
  retired: 'orange',
  restored: 'green',
  changed: 'blue',
  moved: 'blue',
};

/** Changes as a release note: what happened to what, in words. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t, say } = useText();
  if (changes.length === 0) return <p>{t('publish.nothing')}</p>;
  const property = (name: string) => t(`property.${name}`);
  return (
    <ul style={{ paddingInlineStart: 4, listStyle: 'none', maxHeight: 280, overflowY: 'auto' }}>
      {changes.map((change) => (
        <li key={`${change.kind} ${change.path} ${change.properties?.join()}`} style={{ padding: '3px 0' }}>
          <Tag color={COLORS[change.kind]}>{t(`change.${change.kind}`)}</Tag>
          {t(`part.${change.part}`)} {change.names.length > 0 && t('publish.quoted', { name: change.names.map(say).join(' › ') })}
          {change.properties && <span style={{ opacity: 0.85 }}> · {change.properties.map(property).join(t('publish.comma'))}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What a publish does to records that exist, in numbers. */
export function ImpactList({ impact }: { impact: readonly Impact[] }) {
  const { t, say } = useText();
  if (impact.length === 0) return <p>{t('publish.noImpact')}</p>;
  return impact.map((each) => (
    <Alert
      key={`${each.code} ${each.names.map((name) => name.en).join()}`}
      type="warning"
      showIcon
      style={{ marginBottom: 6 }}
      title={t(`impact.${each.code}`, { count: each.count, name: each.names.map(say).join(' › ') })}
    />
  ));
}
