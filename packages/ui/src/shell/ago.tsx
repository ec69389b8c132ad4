import { Tooltip } from 'antd';
import dayjs from 'dayjs';
import { secondText } from '../text/moment.ts';

/** When something was, as a distance; the instant itself for machines and whoever points at it. */
export function Ago({ at, className }: { at: string; className?: string }) {
  return (
    <Tooltip title={secondText(at)}>
      <time dateTime={at} className={className}>
        {dayjs(at).fromNow()}
      </time>
    </Tooltip>
  );
}
