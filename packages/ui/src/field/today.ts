import dayjs from 'dayjs';
import { createContext, useContext } from 'react';

/** The day in the zone of the app that a screen is in, as `YYYY-MM-DD`. */
export const TodayContext = createContext<string | undefined>(undefined);

/** What day it is for whoever reads and types here; where no app tells, the one of this machine. */
export function useToday(): string {
  return useContext(TodayContext) ?? dayjs().format('YYYY-MM-DD');
}
