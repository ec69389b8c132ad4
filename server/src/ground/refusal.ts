import type { Issue, IssueCode, IssueParams } from '@pipewright/logic';

/** An expected refusal on its way to the caller: its issues and whatever else the answer carries. */
export class Refusal extends Error {
  readonly issues: readonly Issue[];
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(issues: readonly Issue[], extra: Readonly<Record<string, unknown>> = {}) {
    super(issues[0]?.code ?? 'refused');
    this.issues = issues;
    this.extra = extra;
  }
}

/** Refuses with one issue: its code, what its sentence speaks of, and the place it is about. */
export function refuse<Code extends IssueCode>(code: Code, ...rest: [...IssueParams<Code>, path?: string]): never;
export function refuse(code: IssueCode, params?: Issue['params'], path = ''): never {
  throw new Refusal([{ path, code, params }]);
}
