import type { Color } from '@pipewright/definition';
import type { ReactNode } from 'react';
import { tones } from './color.ts';
import { useDark } from './theme.tsx';

/** A short word on a coloured ground. */
export function Badge({ color = 'grey', children }: { color?: Color | undefined; children: ReactNode }) {
  const { dark } = useDark();
  const [ink, ground] = tones[color][dark ? 'dark' : 'light'];
  return (
    <span
      style={{
        color: ink,
        background: ground,
        borderRadius: 4,
        padding: '1px 8px',
        fontSize: 13,
        lineHeight: '20px',
        whiteSpace: 'nowrap',
        display: 'inline-block',
        maxWidth: '100%',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        verticalAlign: 'middle',
      }}
    >
      {children}
    </span>
  );
}
