import type { ChannelKind } from '@pipewright/definition';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Answer } from './outgoing.ts';
import { dingtalkOf, feishuOf, wecomOf } from './robots.ts';
import { type Dispatch, type Outbound, webhookOf } from './webhook.ts';

/** What there is to know of a kind of channel. */
export interface Kind {
  readonly form: (dispatch: Dispatch) => Outbound;
  readonly read: (answer: Omit<Answer, 'cut'>) => Outcome;
  /** How many seconds lie between two messages, as the receiver asks; 0 where it does not. */
  readonly spacing: number;
  /** What its address begins with; empty where it may be any. */
  readonly starts: readonly string[];
}

/** How a robot names what it answers. */
interface RobotAnswer {
  readonly code: 'code' | 'errcode';
  /** Said where too much comes at once, or the other side is not well: it may go well later. */
  readonly later: ReadonlySet<number>;
  /** How long it is not asked then, in seconds. */
  readonly wait: number;
}

/** A robot says no with the status of a yes, in a number of its own that is 0 where it took the message. */
function robot({ code, later, wait }: RobotAnswer): Kind['read'] {
  return (answer) => {
    const outcome = outcomeOf(answer);
    if (outcome.fault !== null) return outcome;
    const number = numberIn(answer.body, code);
    if (number === 0) return outcome;
    if (number === undefined) return { ...outcome, fault: 'robot', again: true };
    return later.has(number) ? { ...outcome, fault: 'busy', again: true, wait } : { ...outcome, fault: 'robot', again: false };
  };
}

function numberIn(body: string, name: string): number | undefined {
  try {
    const found = (JSON.parse(body) as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof found === 'number' ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Every kind of channel: the forms and limits are those that its maker documents. */
export const kinds: Readonly<Record<ChannelKind, Kind>> = {
  webhook: { form: webhookOf, read: outcomeOf, spacing: 0, starts: [] },
  // 100 a minute and 5 a second.
  feishu: {
    form: feishuOf,
    read: robot({ code: 'code', later: new Set([11232, 11247, 9504]), wait: 60 }),
    spacing: 0.6,
    starts: ['https://open.feishu.cn/open-apis/bot/v2/hook/', 'https://open.larksuite.com/open-apis/bot/v2/hook/'],
  },
  // 20 a minute; who sends more is not heard for ten.
  dingtalk: {
    form: dingtalkOf,
    read: robot({ code: 'errcode', later: new Set([-1, 130101, 130102, 410100]), wait: 600 }),
    spacing: 3,
    starts: ['https://oapi.dingtalk.com/robot/send?access_token='],
  },
  // 20 a minute.
  wecom: {
    form: wecomOf,
    read: robot({ code: 'errcode', later: new Set([-1, 45009, 45033]), wait: 60 }),
    spacing: 3,
    starts: ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key='],
  },
};
