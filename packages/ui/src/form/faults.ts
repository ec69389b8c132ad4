import type { Fault } from '@pipewright/definition';
import { type Facts, sameValue } from '@pipewright/logic';
import { useState } from 'react';

/** The faults that still stand: one at a field is gone while the field has another value than the one that was judged. */
export function useStandingFaults(faults: readonly Fault[], values: Facts): readonly Fault[] {
  const [judged, setJudged] = useState({ faults, values });
  const now = judged.faults === faults ? judged : { faults, values };
  if (now !== judged) setJudged(now);
  return faults.filter(({ path }) => sameValue(values[path], now.values[path]));
}
