import type { Use } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Typography } from 'antd';
import { placeOf } from './place.ts';

/** Places that name a part, each with a link to the page on which it can be changed. */
export function UseList({ title, uses, onFollow }: { title: React.ReactNode; uses: readonly Use[]; onFollow: () => void }) {
  const { t, say } = useDesignText();
  if (uses.length === 0) return null;
  return (
    <section>
      <Typography.Paragraph>{title}</Typography.Paragraph>
      <Typography.Paragraph>
        <ul>
          {[...Map.groupBy(uses, (use) => use.path)].map(([path, [first, ...more]]) => {
            const place = placeOf(path);
            const words = first && `${t(`part.${first.part}`)} ${t('publish.quoted', { name: first.names.map(say).join(' › ') })}`;
            return (
              <li key={path}>
                {place ? (
                  <a href={`#${place}`} onClick={onFollow}>
                    {words}
                  </a>
                ) : (
                  words
                )}
                {' · '}
                {[first, ...more].map((use) => use && t(`property.${use.property}`)).join(t('publish.comma'))}
              </li>
            );
          })}
        </ul>
      </Typography.Paragraph>
    </section>
  );
}
