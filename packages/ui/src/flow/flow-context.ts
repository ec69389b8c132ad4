import { createContext, useContext } from 'react';
import type { FlowCanvasProps } from './flow-props.ts';

/** What the boxes and ways of a canvas share. */
interface FlowGround extends Pick<FlowCanvasProps, 'face' | 'chosen' | 'onChoose' | 'acts'> {
  /** The box whose menu is open. */
  readonly menu: string | undefined;
  readonly setMenu: (id: string | undefined) => void;
  /** The way or the join that what is carried would be dropped on. */
  readonly over: string | undefined;
  /** What a box says. */
  readonly wordsOf: (id: string) => string;
}

/** The canvas around a box or a way. */
export const FlowContext = createContext<FlowGround | undefined>(undefined);

/** The canvas around a box or a way. */
export function useFlow(): FlowGround {
  const ground = useContext(FlowContext);
  if (!ground) throw new Error('Not on a canvas');
  return ground;
}
