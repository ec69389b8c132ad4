import type { App, Principal } from '@pipewright/definition';

/** One person's view of one published app: what every read is compiled from. */
export interface View {
  readonly app: App;
  readonly schema: string;
  readonly principal: Principal;
}
