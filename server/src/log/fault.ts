/** What the log tells of an error. */
export interface Fault {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly causes?: readonly Fault[];
  readonly [fact: string]: unknown;
}

/** What errors carry that says where the fault is. Postgres' `detail`, `where` and the like quote what stands in records, and are left out. */
const FACTS = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'syscall', 'address', 'port'] as const;
/** An error that wraps errors that wrap errors is told no further. */
const DEPTH = 3;

/** An error as the log tells it: kind, sentence, stack, and where the fault is; nothing else that hangs on it, which may hold anything. */
export function faultOf(error: unknown, depth = DEPTH): Fault {
  if (!(error instanceof Error))
    return { type: typeof error, message: typeof error === 'object' ? 'thrown, though it is no error' : String(error) };
  const given = error as unknown as Record<string, unknown>;
  const facts = FACTS.filter((name) => ['string', 'number'].includes(typeof given[name])).map((name) => [name, given[name]]);
  const within = [...(Array.isArray(given.errors) ? given.errors : []), ...(error.cause === undefined ? [] : [error.cause])];
  const causes = depth > 0 && within.length > 0 ? { causes: within.slice(0, DEPTH).map((each) => faultOf(each, depth - 1)) } : {};
  return { type: error.name, message: error.message, stack: error.stack, ...Object.fromEntries(facts), ...causes };
}
