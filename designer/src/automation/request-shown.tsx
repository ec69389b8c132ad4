import type { RequestJson } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import * as css from './automation.module.css';

/** What another program would be asked, as it would be sent, with dots for what is secret. */
export function RequestShown({ request }: { request: RequestJson }) {
  const { t } = useDesignText();
  const { method, url, headers, body, fault } = request;
  const lines = [`${method} ${url ?? '…'}`, ...headers.map(({ name, value }) => `${name}: ${value}`), ...(body === null ? [] : ['', body])];
  return (
    <details>
      <summary>{t('trial.request')}</summary>
      <pre className={css.request}>{lines.join('\n')}</pre>
      {fault !== null && <div className={look.bad}>{fault}</div>}
    </details>
  );
}
