import { type Issue, issue } from '@pipewright/logic';

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

/** Refuses with one issue. */
export function refuse(code: string, params?: Issue['params'], path = ''): never {
  throw new Refusal([issue(path, code, params)]);
}
