import { useSyncExternalStore } from 'react';

/** How the steps of automations are shown. */
export const STEPS_FACES = ['list', 'canvas'] as const;
/** How the steps of automations are shown. */
export type StepsFace = (typeof STEPS_FACES)[number];

const KEPT = 'pipewright.steps';
const listeners = new Set<() => void>();
const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const kept = (): StepsFace => STEPS_FACES.find((face) => face === localStorage.getItem(KEPT)) ?? 'list';

/** How whoever designs on this device last had the steps of automations shown, and the way to change it. */
export function useStepsFace(): readonly [StepsFace, (face: StepsFace) => void] {
  const set = (face: StepsFace) => {
    localStorage.setItem(KEPT, face);
    for (const listener of listeners) listener();
  };
  return [useSyncExternalStore(listen, kept), set];
}
