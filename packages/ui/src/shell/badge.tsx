import type { Color } from '@pipewright/definition';
import type { ReactNode } from 'react';
import * as look from '../frame/look.module.css';
import { tones } from './color.ts';
import { useDark } from './theme.tsx';

/** A short word on a coloured ground. */
export function Badge({ color = 'grey', children }: { color?: Color | undefined; children: ReactNode }) {
  const { dark } = useDark();
  const [ink, ground] = tones[color][dark ? 'dark' : 'light'];
  return (
    <span className={look.badge} style={{ color: ink, background: ground }}>
      {children}
    </span>
  );
}
