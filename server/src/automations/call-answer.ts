import { sentence } from '@pipewright/definition';
import { type Issue, issue, type Value } from '@pipewright/logic';
import type { Effect } from '@pipewright/process';
import { readNamed } from './arrival.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';
import type { KeptCall } from './kept-call.ts';
import { namesToIds } from './named.ts';
import { changeRecord } from './write.ts';

type Call = Task<Extract<Effect, { kind: 'http' }>>;

/** Fills fields of the record with what was answered, as the automation. What does not fit refuses the step, and says what was answered under which name. */
export async function takeAnswer(ground: Ground, task: Call, { host, answer, cut }: KeptCall, input: Came['input']): Promise<Came> {
  const { effect, entity } = task;
  if (Object.keys(effect.answer).length === 0) return came('done', { input, exit: 'done' });
  if (cut) return came('refused', { input, faults: [issue('', 'call.cut', { host })] });
  const parsed = parse(answer ?? '');
  if (parsed === undefined) return came('refused', { input, faults: [issue('', 'call.not_json', { host })] });
  const { values, issues } = readNamed(entity, effect.answer, parsed, ground.app.published.app.timeZone);
  const named = issues.length > 0 ? { values, issues } : await namesToIds(ground.db, ground.view, entity, values);
  if (named.issues.length > 0) return came('refused', { input, faults: named.issues.map((each) => given(host, effect.answer, each)) });
  if (Object.keys(named.values).length === 0) return came('done', { input, exit: 'done' });
  const done = await changeRecord(ground, task, { values: named.values }, { ...input, ...values });
  return done.outcome === 'done' ? { ...done, exit: 'done' } : done;
}

function given(host: string, names: Readonly<Record<string, string>>, fault: Issue): Issue {
  const said = { en: sentence(fault, 'en'), 'zh-CN': sentence(fault, 'zh-CN') };
  return issue('', 'call.given', { host, name: names[fault.path] ?? fault.path, fault: said });
}

/** What a text says in JSON; undefined where it is none. */
function parse(text: string): Value | object | undefined {
  try {
    return JSON.parse(text) as Value | object;
  } catch {
    return undefined;
  }
}
