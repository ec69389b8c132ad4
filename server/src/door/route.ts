import {
  type AnswerOf,
  addressOf,
  type Given,
  type Guard,
  type Limit,
  type Method,
  type OperationName,
  operations,
  type StreamName,
} from '@pipewright/definition';
import type { Context, Handler, Hono } from 'hono';
import { type Body, checkAddress } from './body.ts';
import type { Env, Server } from './env.ts';
import { answerOf, givenTo, type JsonText } from './given.ts';
import { guards } from './guard.ts';
import { limits } from './limit.ts';

/** A route as declared: what is asked, who may ask it, how much may be sent, and what answers. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly guard: Guard;
  readonly limit: Limit;
  /** True where it changes nothing, however it is asked. */
  readonly reads: boolean;
  /** The operation of the contract that it carries out; undefined for pages and for addresses where there is nothing. */
  readonly operation?: OperationName;
  readonly answer: (c: Context<Env>) => Response | Promise<Response>;
}

type Answer = Route['answer'];
/** What carries an operation out: an answer, the same as JSON that is written already, or a stream where the answer is one. */
type Run<N extends OperationName> = (given: Given<N>, c: Context<Env>) => Result<N> | Promise<Result<N>>;
type Result<N extends OperationName> = N extends StreamName ? Response : AnswerOf<N> | JsonText;

/** The routes of one capability. */
export class Routes {
  readonly list: Route[] = [];

  /**
   * Carries out an operation of the contract, which says where it is asked, by whom, and what is sent and answered.
   * @param body how the body is read, where that is something of its own
   */
  operation<N extends OperationName>(name: N, run: Run<N>, body?: Body): this {
    const { guard, limit = 'none', reads, status } = operations[name] as { guard: Guard; limit?: Limit; reads?: true; status?: 201 | 202 };
    const { method, path } = addressOf(name);
    const answer: Answer = async (c) => answerOf(c, await run(await givenTo(c, name, body), c), status);
    this.list.push({ method, path, guard, limit, reads: reads ?? method === 'GET', operation: name, answer });
    return this;
  }

  /** Answers what is no operation: pages, and addresses where there is nothing. */
  plain(method: Method, path: string, answer: Answer): this {
    this.list.push({ method, path, guard: 'public', limit: 'none', reads: method === 'GET', answer });
    return this;
  }
}

const declared = new WeakMap<object, Route>();

/** The declaration behind a handler of Hono's; undefined for one that was registered past `mount`. */
export function declarationOf(handler: object): Route | undefined {
  return declared.get(handler);
}

/** Registers routes. The address is looked at first, then the guard, then the body is read up to its limit, then the route answers. */
export function mount(app: Hono<Env>, server: Server, { list }: Pick<Routes, 'list'>): void {
  for (const route of list) {
    const handler: Handler<Env> = async (c) => {
      checkAddress(c);
      await guards[route.guard](server, c, route.reads);
      if (route.method === 'GET') return route.answer(c);
      await limits[route.limit](c);
      const answer = await route.answer(c);
      // Other servers hear of changed rights by notification; who made the change here finds it made with the answer. Members and messages from outside change records only.
      if (answer.ok && route.guard !== 'member' && route.operation !== 'takeHook') server.callers.forget();
      return answer;
    };
    declared.set(handler, route);
    app.on(route.method, route.path, handler);
  }
}
