import { Tooltip } from 'antd';
import { agoText } from '../text/ago.ts';
import { useText } from '../text/language.ts';
import { secondText } from '../text/moment.ts';

/** When something was, as a distance; the instant itself for machines and whoever points at it. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const { t, language } = useText();
  return (
    <Tooltip title={secondText(at)}>
      <time dateTime={at} className={className}>
        {agoText(at, language) ?? t('time.justNow')}
      </time>
    </Tooltip>
  );
}
