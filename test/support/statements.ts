import pg from 'pg';

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Does some work and gives the texts of the statements that were sent to the database meanwhile, by whoever; but for what is told to open screens. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const { prototype } = pg.Client;
  const original = prototype.query as unknown as Query;
  prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : String((first as { text?: string } | undefined)?.text ?? '');
    if (!text.includes('pg_notify')) texts.push(text);
    return original.apply(this, args);
  } as unknown as typeof prototype.query;
  try {
    await work();
  } finally {
    prototype.query = original as unknown as typeof prototype.query;
  }
  return texts;
}
