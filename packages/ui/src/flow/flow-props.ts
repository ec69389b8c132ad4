import type { Automation, Link, Node } from '@pipewright/definition';
import type { ReactNode, Ref } from 'react';

/** How a step looks, or how a flow begins. */
export interface FlowFace {
  readonly icon: ReactNode;
  readonly kind: string;
  readonly words: string;
  /** What is wrong with it. */
  readonly faults: readonly string[];
  /** How it differs from what it is compared with, or what came of it. */
  readonly mark?: string | undefined;
  /** True where a run that is looked at went through it. */
  readonly lit?: boolean | undefined;
}

/** Something that can be done with a step, or with how a flow begins: it stands in a menu, and some of it has a key of its own. */
export interface FlowAct {
  readonly key: string;
  readonly name: string;
  readonly icon?: ReactNode;
  readonly shortcut?: 'remove' | 'copy' | 'paste';
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly act: () => void;
}

/** What can be done on a canvas. */
export interface FlowActs {
  /** What can be done with a step; undefined is how the flow begins. */
  readonly on: (key: string | undefined) => readonly FlowAct[];
  /** Asks what is to stand on ways. */
  readonly add: (links: readonly Link[]) => void;
  /** Lets a way lead to another step, or to the end. */
  readonly connect: (link: Link, to: string | null) => void;
}

/** What others may do with a canvas: carry something over it, by where the pointer is in the window. */
export interface FlowHandle {
  /** Shows on which way it would stand. */
  readonly over: (x: number, y: number) => void;
  /** The links on which it stands when it is let go of; undefined where there is none near. */
  readonly drop: (x: number, y: number) => readonly Link[] | undefined;
  /** Gives the keyboard back to the box that last had it. */
  readonly back: () => void;
}

/** An automation, or a level of it, as a canvas draws it. */
export interface FlowCanvasProps {
  readonly label: string;
  readonly automation: Automation;
  readonly level?: string | undefined;
  /** How a step looks; undefined is how the flow begins. */
  readonly face: (node: Node | undefined) => FlowFace;
  readonly chosen?: string | undefined;
  /** Somebody chose a step, by a key of the keyboard or not. */
  readonly onChoose?: ((key: string | undefined, byKeyboard: boolean) => void) | undefined;
  /** Left out: it is only looked at. */
  readonly acts?: FlowActs | undefined;
  /** Filled with what others may do with it. */
  readonly handle?: Ref<FlowHandle> | undefined;
}
