import { look, useText } from '@pipewright/ui';
import { Button } from 'antd';
import * as css from './shell.module.css';
import { Named, type Way } from './ways.tsx';

/** The most used ways, under the thumb on a phone. */
export function BottomBar({ ways, at, go }: { ways: readonly Way[]; at: string | undefined; go: (to: string) => void }) {
  const { t } = useText();
  return (
    <nav aria-label={t('shell.quick')} className={css.quick}>
      {ways.map(({ key, icon, label, short = label, waits }) => (
        <Button
          key={key}
          type={at === key ? 'link' : 'text'}
          {...(at === key ? { 'aria-current': 'page' as const } : {})}
          className={css.way}
          icon={icon}
          onClick={() => go(key)}
        >
          <span className={look.clipped}>
            <Named label={short} waits={waits} />
          </span>
        </Button>
      ))}
    </nav>
  );
}
