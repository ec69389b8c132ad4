import type { AutomationTrial } from '@pipewright/definition';
import { look, momentText, useDesignText } from '@pipewright/ui';
import { Button } from 'antd';
import { useState } from 'react';
import * as css from './automation.module.css';
import type { Editing } from './editing.ts';
import { RequestShown } from './request-shown.tsx';

const FIRST = 10;

/** Records that an automation would begin for, or would have begun for: which, at which level, when, and whom it tells. */
export function HitList({
  past = false,
  appKey,
  editing,
  hits,
  total,
}: {
  /** Whether the moments differ; otherwise all of them are now. */
  past?: boolean;
  appKey: string;
  editing: Editing;
  hits: AutomationTrial['hits'];
  total: number;
}) {
  const { t, say } = useDesignText();
  const [all, setAll] = useState(false);
  if (hits.length === 0) return null;
  const shown = all ? hits : hits.slice(0, FIRST);
  return (
    <>
      <div className={css.scroll}>
        <table className={css.ladder}>
          <thead>
            <tr>
              <th scope="col">{say(editing.entity.name)}</th>
              {past && <th scope="col">{t('trial.when')}</th>}
              <th scope="col">{t('trial.whom')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((hit) => (
              <tr key={`${hit.record} ${hit.level} ${hit.at}`}>
                <td>
                  <a href={`/a/${appKey}/${editing.entity.key}/${hit.record}`}>{hit.title ?? t('run.hidden')}</a>
                  {hit.level !== null && <div className={look.aside}>{hit.level}</div>}
                  {hit.request && <RequestShown request={hit.request} />}
                </td>
                {past && <td>{momentText(hit.at)}</td>}
                <td>{hit.people.map(({ name }) => name).join(t('publish.comma')) || t('trial.nobody')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < hits.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('run.more')}
        </Button>
      )}
      {all && hits.length < total && <p className={look.aside}>{t('trial.first', { shown: hits.length, count: total })}</p>}
    </>
  );
}
