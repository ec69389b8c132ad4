import { type Converted, entityOf } from '@pipewright/definition';
import { look, useLookup, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { useApp } from '../../data/app-context.ts';
import * as css from './convert.module.css';

/** What a record became, each a way to it; the last, which is what it was converted for, has the focus. */
export function ConvertResults({ done, onOpen }: { done: Converted; onOpen: () => void }) {
  const { t } = useText();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => [...(list.current?.querySelectorAll('a') ?? [])].at(-1)?.focus(), []);
  return (
    <>
      <Alert type="success" showIcon role="status" title={t('convert.done')} />
      <ul ref={list} className={css.results}>
        {done.results.map((result) => (
          <li key={result.key}>
            <OneResult result={result} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneResult({ result: { entity: name, id, made }, onOpen }: { result: Converted['results'][number]; onOpen: () => void }) {
  const { app, key } = useApp();
  const { t, say } = useText();
  const lookup = useLookup();
  const entity = entityOf(app, name);
  const title = entity?.title ?? '';
  const facts = useQuery({
    queryKey: ['records', key, name, 'title', id],
    queryFn: async () => (await lookup.facts(name, id, [title])) ?? {},
  });
  const called = String(facts.data?.[title] ?? '…');
  if (!entity) return null;
  return (
    <>
      <span className={look.quiet}>{say(entity.name)}</span>
      <Link to="/a/$app/$entity/$id" params={{ app: key, entity: name, id }} onClick={onOpen}>
        {called}
      </Link>
      <span className={look.quiet}>{t(made ? 'convert.made' : 'convert.chosen')}</span>
    </>
  );
}
