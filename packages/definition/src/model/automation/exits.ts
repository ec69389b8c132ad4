import type { Label } from '../../ground/label.ts';
import { type Node, OTHERWISE } from './node.ts';

/** A way out of a step: the outcome that it is taken after, and the step that follows; null is the end. */
export interface Exit {
  readonly outcome: string;
  readonly to: string | null;
}

const label = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });
const NAMES: Readonly<Record<string, Label>> = {
  done: label('Done', '完成'),
  late: label('Not in time', '超时'),
  approved: label('Approved', '通过'),
  rejected: label('Rejected', '拒绝'),
  withdrawn: label('Withdrawn or void', '撤回或失效'),
  failed: label('Failed', '失败'),
  [OTHERWISE]: label('Otherwise', '否则'),
};

/** What outcomes are called of a step that waits for several runs. */
const OF_SEVERAL: Readonly<Record<string, Label>> = {
  done: label('All of them over', '全部结束'),
  failed: label('Not all succeeded', '未全部成功'),
};

/** The outcomes that a step has by its settings, whatever follows them. The first is what its run goes on with where all is well. */
export function outcomesOf(node: Node): string[] {
  if (node.kind === 'branch') return [...node.cases.map(({ key }) => key), OTHERWISE];
  if (node.kind === 'end') return [];
  if (node.kind === 'call') return whenOver(node);
  if (node.kind === 'parallel') return ['done', ...node.ways.map(({ key }) => key), ...whenOver(node).slice(1)];
  if (node.kind === 'approve') return ['approved', 'rejected', 'withdrawn'];
  if (node.kind === 'http') return ['done', 'failed'];
  return node.kind === 'wait' && node.for.kind === 'rule' ? ['done', 'late'] : ['done'];
}

const whenOver = ({ catches }: { readonly catches?: true | undefined }) => (catches ? ['done', 'failed'] : ['done']);

/** True for an outcome by which a step does not go on, but begins a way of its own beside it. */
export function isSide(node: Node, outcome: string): boolean {
  return node.kind === 'parallel' && node.ways.some(({ key }) => key === outcome);
}

/** The ways out of a step, in the order of its outcomes. */
export function exitsOf(node: Node): Exit[] {
  const next = node.next as Readonly<Record<string, string | null | undefined>>;
  return outcomesOf(node).map((outcome) => ({ outcome, to: next[outcome] ?? null }));
}

/** The step that follows an outcome, or the first of them where none is named; null is the end. */
export function followerOf(node: Node, outcome?: string): string | null {
  const exits = exitsOf(node);
  return (outcome === undefined ? exits[0] : exits.find((exit) => exit.outcome === outcome))?.to ?? null;
}

/** What an outcome of a step is called. */
export function outcomeName(node: Node, outcome: string): Label {
  const named = node.kind === 'branch' ? node.cases : node.kind === 'parallel' ? node.ways : [];
  const own = named.find(({ key }) => key === outcome)?.name;
  const several = node.kind === 'parallel' || (node.kind === 'call' && outcome === 'failed') ? OF_SEVERAL[outcome] : undefined;
  return own ?? several ?? NAMES[outcome] ?? label('…', '…');
}

/** The step with other steps after its outcomes. */
export function leadingTo(node: Node, to: (exit: Exit) => string | null): Node {
  return { ...node, next: Object.fromEntries(exitsOf(node).map((exit) => [exit.outcome, to(exit)])) } as Node;
}
