import type { NoticeTopic } from './notice.ts';

/** How notices come by mail besides being in the app: at once, once a day together, or never. */
export const MAIL_WAYS = ['now', 'digest', 'never'] as const;
/** How notices come by mail. */
export type MailWay = (typeof MAIL_WAYS)[number];

/** How a person wants notices by mail. Hours are `HH:MM` by the person's clock. */
export interface MailWish {
  readonly topics: Readonly<Record<NoticeTopic, MailWay>>;
  /** The hours in which no mail leaves, from one to before the other, over midnight where that is earlier; null where there are none. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** True where none leaves on Saturdays and Sundays. */
  readonly weekends: boolean;
  /** When what comes once a day leaves. */
  readonly digestAt: string;
  /** The zone of the machine on which this was chosen, whose clock goes where the person has chosen none. */
  readonly timeZone: string;
}

/** How whoever has not chosen gets notices by mail: what presses at once, and nothing else. */
export const DEFAULT_MAIL_WISH: MailWish = {
  topics: {
    ...{ reminder: 'now', warning: 'now', reclaimed: 'now', appeal: 'now', exception: 'now', approval: 'now' },
    ...{ mention: 'never', access: 'never', shared: 'never', assigned: 'never', released: 'never', cc: 'never' },
  },
  ...{ quiet: null, weekends: false, digestAt: '09:00', timeZone: 'UTC' },
};
