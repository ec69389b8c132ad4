import type { Beginning } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { useId } from 'react';
import { BeginningList } from '../kit/beginning-list.tsx';

/** What a publish begins at once, under its heading; nothing where no automation that waits for the clock is new or changed. */
export function Beginnings({ beginnings, failed }: { beginnings: readonly Beginning[] | undefined; failed: boolean }) {
  const { t } = useDesignText();
  const id = useId();
  if (beginnings?.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={look.subtitle}>
        {t('begin.title')}
      </h3>
      {beginnings ? (
        <BeginningList beginnings={beginnings} />
      ) : (
        <output className={look.quiet}>{t(failed ? 'begin.failed' : 'begin.counting')}</output>
      )}
    </section>
  );
}
