import type { Inks } from './inks.ts';

/** How much room a legend takes at the bottom of a picture, in pixels. */
export const LEGEND_ROOM = 36;

/** A legend in a line of its own below the picture, which is scrolled where it is longer than that. */
export function legendBelow({ ink, faint }: Inks) {
  return {
    type: 'scroll',
    bottom: 0,
    left: 'center',
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 14,
    textStyle: { color: ink, width: 120, overflow: 'truncate' },
    pageIconSize: 10,
    pageIconColor: ink,
    pageIconInactiveColor: faint,
    pageTextStyle: { color: ink },
  };
}
