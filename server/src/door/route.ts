import type { Context, Handler, Hono } from 'hono';
import { checkAddress } from './body.ts';
import type { Env, Server } from './env.ts';
import { type Guard, guards } from './guard.ts';
import { type Limit, limits } from './limit.ts';

/** The ways of asking. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A route as declared: what is asked, who may ask it, how much may be sent, and what answers. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly guard: Guard;
  readonly limit: Limit;
  /** True where it changes nothing, however it is asked. */
  readonly reads: boolean;
  readonly answer: (c: Context<Env>) => Response | Promise<Response>;
}

type Answer<P extends string> = (c: Context<Env, P>) => Response | Promise<Response>;

/** The routes of one capability. None can be added without naming its guard and, where it takes a body, its limit. */
export class Routes {
  readonly list: Route[] = [];

  get<P extends string>(path: P, guard: Guard, answer: Answer<P>): this {
    return this.add('GET', path, guard, 'none', answer);
  }
  delete<P extends string>(path: P, guard: Guard, answer: Answer<P>): this {
    return this.add('DELETE', path, guard, 'none', answer);
  }
  /** A question that is too long for an address: it is posted and changes nothing. */
  ask<P extends string>(path: P, guard: Guard, limit: Limit, answer: Answer<P>): this {
    return this.add('POST', path, guard, limit, answer, true);
  }
  post<P extends string>(path: P, guard: Guard, limit: Limit, answer: Answer<P>): this {
    return this.add('POST', path, guard, limit, answer);
  }
  put<P extends string>(path: P, guard: Guard, limit: Limit, answer: Answer<P>): this {
    return this.add('PUT', path, guard, limit, answer);
  }
  patch<P extends string>(path: P, guard: Guard, limit: Limit, answer: Answer<P>): this {
    return this.add('PATCH', path, guard, limit, answer);
  }
  private add<P extends string>(method: Method, path: P, guard: Guard, limit: Limit, answer: Answer<P>, reads = method === 'GET'): this {
    this.list.push({ method, path, guard, limit, reads, answer: answer as Route['answer'] });
    return this;
  }
}

const declared = new WeakMap<object, Route>();

/** The declaration behind a handler of Hono's; undefined for one that was registered past `mount`. */
export function declarationOf(handler: object): Route | undefined {
  return declared.get(handler);
}

/** Registers routes under an address. The address is looked at first, then the guard, then the body is read up to its limit, then the route answers. */
export function mount(app: Hono<Env>, server: Server, base: string, { list }: Routes): void {
  for (const route of list) {
    const handler: Handler<Env> = async (c) => {
      checkAddress(c);
      await guards[route.guard](server, c, route.reads);
      if (route.method === 'GET') return route.answer(c);
      await limits[route.limit](c);
      const answer = await route.answer(c);
      // Other servers hear of changed rights by notification; who made the change here finds it made with the answer. Members change records only.
      if (answer.ok && route.guard !== 'member') server.callers.forget();
      return answer;
    };
    declared.set(handler, route);
    app.on(route.method, `${base}${route.path}`, handler);
  }
}
