import { addDays } from '@pipewright/logic';
import { momentAt, momentText } from '@pipewright/ui';

/** A time to which a notice may be put off. */
export interface LaterChoice {
  readonly name: 'tomorrow' | 'monday';
  /** The instant, in ISO 8601. */
  readonly at: string;
}

const MORNING = '08:00';
const WEEK = 7;

/** To when a notice may be put off at this instant: the morning of the next day and that of the next Monday, once where they are the same, by the clock of whoever reads. */
export function laterChoices(now: string): LaterChoice[] {
  const today = momentText(now).slice(0, 10);
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % WEEK;
  const toMonday = WEEK - sinceMonday;
  const choices = [{ name: 'tomorrow' as const, days: 1 }, ...(toMonday > 1 ? [{ name: 'monday' as const, days: toMonday }] : [])];
  return choices.flatMap(({ name, days }) => {
    const at = momentAt(`${addDays(today, days)}T${MORNING}`);
    return at ? [{ name, at }] : [];
  });
}
