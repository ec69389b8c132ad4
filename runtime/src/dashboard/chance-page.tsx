import type { ChanceLearned } from '@pipewright/definition';
import { bringWords, Calibration, chanceWords, look, Page, Panel, Result, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useApp, useEntity } from '../data/app-context.ts';
import { ListCrumb } from '../data/list-crumb.tsx';
import { dayOf } from '../data/pool-story.ts';
import { chanceScoreQuery } from '../data/queries.ts';

bringWords(chanceWords);

/** How far to trust the win probabilities of an entity: what was told of records that were not known, beside what became of them. */
export function ChancePage() {
  const { entity: key } = useParams({ from: '/a/$app/$entity/chance' });
  const inApp = useApp();
  const entity = useEntity(key);
  const { t, say } = useText();
  const { data, error } = useQuery({ ...chanceScoreQuery(inApp.key, key), enabled: entity !== undefined });
  if (!entity) return <Result status="404" title={t('list.unknown')} />;
  return (
    <>
      <ListCrumb entity={entity} here={t('chance.trust')} />
      <Page title={t('chance.trustOf', { entity: say(entity.name) })}>
        <Panel>{error ? <span role="alert">{error.message}</span> : data ? <Trust learned={data} /> : <Skeleton active />}</Panel>
      </Page>
    </>
  );
}

const digits = (value: number | null) => (value === null ? '–' : value.toFixed(3));

function Trust({ learned: { learnedAt, records, won, score } }: { learned: ChanceLearned }) {
  const { t } = useText();
  if (learnedAt === null) return <p>{t('chance.never')}</p>;
  const share = records === 0 ? '–' : `${Math.round((100 * won) / records)}%`;
  return (
    <>
      <p>
        {t('chance.learned', { day: dayOf(learnedAt), n: records })} · {t('chance.base')} {share} ({t('chance.of', { won, n: records })})
      </p>
      {score ? <Scored score={score} /> : <p>{t('chance.none')}</p>}
    </>
  );
}

function Scored({ score }: { score: NonNullable<ChanceLearned['score']> }) {
  const { t } = useText();
  const { learned, records, looks, from: day, brier, base, stages, better, bins } = score;
  const range = better && { low: digits(better.low), high: digits(better.high) };
  const by = base !== null && brier !== null ? digits(base - brier) : '–';
  return (
    <>
      <p>{t('chance.scoreOf', { learned, records, day, looks })}</p>
      <p>
        <strong>
          {t('chance.brier')} {digits(brier)}
        </strong>
        {range && better && `: ${better.low > 0 ? t('chance.better', { by, ...range }) : t('chance.not', range)}`}
      </p>
      <p>
        {t('chance.base')} {digits(base)} · {t('chance.stages')} {digits(stages)}
      </p>
      <p className={look.quiet}>{t('chance.brierHelp')}</p>
      <h2 className={look.subtitle}>{t('chance.chart')}</h2>
      <Calibration bins={bins} />
    </>
  );
}
