import { leadingTo, type Node } from '@pipewright/definition';

/** A step that was copied: it fits automations of the same app that are about the same records. */
export interface CopiedStep {
  readonly app: string;
  readonly entity: string;
  readonly node: Node;
}

let copied: CopiedStep | undefined;

/** Keeps a copy of a step until another one is copied: its settings, not what follows it. */
export function copyStep(step: CopiedStep): void {
  copied = { ...step, node: leadingTo(step.node, () => null) };
}

/** The step that was copied, where it fits. */
export function copiedStep(app: string, entity: string): Node | undefined {
  return copied?.app === app && copied.entity === entity ? copied.node : undefined;
}
