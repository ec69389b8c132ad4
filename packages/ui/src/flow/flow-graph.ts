import {
  type Automation,
  exitsOf,
  type Label,
  type Link,
  type Node,
  outcomeName,
  reachedFrom,
  startsOf,
  unreachedOf,
} from '@pipewright/definition';

/** The box with which a flow begins. */
export const START = 'start';
/** The box at which ways stop that lead to nothing more. */
export const END = 'end';
/** The box of a step. */
export const boxOf = (key: string) => `step ${key}`;

/** A way out of a box: the link that it is, and the box that it leads to. */
export interface Way {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly link: Link;
  /** What it is called, where there are several to choose from. */
  readonly name: Label | undefined;
}

/** What stands in a flow: where it begins, its end, or a step. */
export interface FlowBox {
  readonly id: string;
  readonly node: Node | undefined;
  readonly ways: readonly Way[];
  /** Nothing leads to it. */
  readonly loose: boolean;
}

/**
 * An automation, or a level of it, as boxes and the ways between them: where it begins, the steps that it comes to, those that nothing leads to, and the end, which is there for others to be led to. A way to a
 * step that does not exist leads to the end.
 */
export function flowOf(automation: Automation, level?: string): readonly FlowBox[] {
  const start = startsOf(automation).find((each) => each.level?.key === level)?.start ?? automation.start;
  const reached = reachedFrom(automation.nodes, start);
  const unreached = unreachedOf(automation);
  const loose = new Set([...unreached, ...unreached.flatMap(({ key }) => reachedFrom(automation.nodes, key))]);
  const shown = [...new Set([...reached, ...loose])];
  const boxes = new Set(shown.map(({ key }) => key));
  const to = (key: string | null) => (key !== null && boxes.has(key) ? boxOf(key) : END);
  const begin: Way = { id: START, from: START, to: to(start), link: { level }, name: undefined };
  return [
    { id: START, node: undefined, ways: [begin], loose: false },
    ...shown.map((node): FlowBox => {
      const exits = exitsOf(node);
      const ways = exits.map(
        (exit): Way => ({
          ...{ id: `${boxOf(node.key)} ${exit.outcome}`, from: boxOf(node.key), to: to(exit.to) },
          ...{ link: { node: node.key, outcome: exit.outcome }, name: exits.length > 1 ? outcomeName(node, exit.outcome) : undefined },
        }),
      );
      return { id: boxOf(node.key), node, ways, loose: unreached.includes(node) };
    }),
    { id: END, node: undefined, ways: [], loose: false },
  ];
}
