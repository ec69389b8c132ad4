/** SQL text with its parameters, ready to be sent. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
