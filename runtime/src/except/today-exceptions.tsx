import { bringWords, laterWords, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { exceptionsQuery } from '../data/queries.ts';
import { ExceptionCard } from './exception-card.tsx';

bringWords(laterWords);

/** The exceptions that wait: those one may answer, and those one asked for. */
export function TodayExceptions() {
  const { key } = useApp();
  const { t } = useText();
  const found = useQuery(exceptionsQuery(key)).data;
  if (!found || found.toAnswer.length + found.mine.length === 0) return null;
  const parts = [
    { title: t('except.toAnswer'), those: found.toAnswer },
    { title: t('except.mine'), those: found.mine },
  ];
  return parts.map(
    ({ title, those }) =>
      those.length > 0 && (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          {those.map((exception) => (
            <ExceptionCard key={exception.id} exception={exception} />
          ))}
        </section>
      ),
  );
}
