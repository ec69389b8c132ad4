import { addDays } from '@pipewright/logic';

const AHEAD = { tomorrow: 1, inThreeDays: 3, inAWeek: 7 } as const;

/** Days that people choose often for what is to be done next. */
export function stepDays(today: string): readonly { readonly key: keyof typeof AHEAD; readonly day: string }[] {
  return (Object.keys(AHEAD) as (keyof typeof AHEAD)[]).flatMap((key) => {
    const day = addDays(today, AHEAD[key]);
    return day === null ? [] : [{ key, day }];
  });
}
