import type { Automation, Link, Node } from '@pipewright/definition';
import type { ReactNode } from 'react';

/** As what a kind of step is carried from a palette onto a canvas. */
export const FLOW_KIND = 'application/x-pipewright-step';

/** How a step looks, or how a flow begins. */
export interface FlowFace {
  readonly icon: ReactNode;
  readonly kind: string;
  readonly words: string;
  /** What is wrong with it. */
  readonly faults: readonly string[];
  /** How it differs from what it is compared with. */
  readonly mark?: string | undefined;
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
  /** Lets a step of a kind that was carried here stand on ways. */
  readonly drop: (kind: string, links: readonly Link[]) => void;
  /** Lets a way lead to another step, or to the end. */
  readonly connect: (link: Link, to: string | null) => void;
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
}
