import { ExclamationCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { tones } from '../shell/color.ts';
import { useDark } from '../shell/theme.tsx';
import { useText } from '../text/language.ts';
import * as css from './card.module.css';
import { phrase } from './objection.ts';

/** How much a card still lacks for its next place; which it is comes on hover and for screen readers. */
export function MissingMark({ missing, place }: { missing: readonly string[]; place: string }) {
  const text = useText();
  const { dark } = useDark();
  const words = text.t('board.missing', { stage: place, what: phrase(missing, text) });
  const [color, background] = tones.gold[dark ? 'dark' : 'light'];
  return (
    <Tooltip title={words}>
      <span role="img" aria-label={words} className={`pw-missing ${css.missing}`} style={{ color, background }}>
        <ExclamationCircleOutlined aria-hidden="true" /> {missing.length}
      </span>
    </Tooltip>
  );
}
