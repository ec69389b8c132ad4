import { call, newKey, Refused } from '@pipewright/client';
import { type Asked, type Fault, MOST_TOGETHER, type RecordJson } from '@pipewright/definition';

/** How far a batch has come: what was done, what was refused and why, and what has not been tried. */
export interface BulkState {
  readonly total: number;
  readonly done: readonly RecordJson[];
  readonly refused: readonly { readonly record: RecordJson; readonly faults: readonly Fault[] }[];
}

/** Where records are to stand. */
export type BulkWish = Pick<Asked<'changeTogether'>['body'], 'status' | 'reason' | 'until' | 'pipeline'>;

/** Records that are meant to stand in the same place, as many as one request takes. */
interface Stretch {
  readonly records: readonly RecordJson[];
  readonly wish: BulkWish;
}

/**
 * Brings records to where they are to stand, some at a time. A refused one does not stop the others; asking to stop, and a request without an answer,
 * end it after those under way. One that others moved since it was seen is refused.
 * @param wishOf where a record is to stand
 * @param onProgress told after each answer
 */
export async function runBulk(
  place: { readonly app: string; readonly entity: string },
  records: readonly RecordJson[],
  wishOf: (record: RecordJson) => BulkWish,
  stopped: () => boolean,
  onProgress: (state: BulkState) => void,
): Promise<BulkState> {
  // What is told of many is told once for all requests.
  const run = records.length > 1 ? { run: newKey() } : {};
  let state: BulkState = { total: records.length, done: [], refused: [] };
  for (const stretch of stretchesOf(records, wishOf)) {
    if (stopped()) break;
    const { refused, whole } = await ask(place, stretch, run);
    const done = stretch.records.filter(({ id }) => !refused.has(id));
    const faulty = stretch.records.flatMap((record) => {
      const faults = refused.get(record.id);
      return faults ? [{ record, faults }] : [];
    });
    state = { ...state, done: [...state.done, ...done], refused: [...state.refused, ...faulty] };
    onProgress(state);
    if (whole) break;
  }
  return state;
}

function stretchesOf(records: readonly RecordJson[], wishOf: (record: RecordJson) => BulkWish): Stretch[] {
  const alike = [...Map.groupBy(records, (record) => JSON.stringify(wishOf(record))).values()];
  return alike.flatMap((some) => {
    const parts = Array.from({ length: Math.ceil(some.length / MOST_TOGETHER) }, (_, i) =>
      some.slice(i * MOST_TOGETHER, (i + 1) * MOST_TOGETHER),
    );
    return parts.map((part) => ({ records: part, wish: wishOf(part[0] as RecordJson) }));
  });
}

/** Asks for one stretch: what speaks against each record that was refused, and whether that is the request as a whole. */
async function ask(
  place: { readonly app: string; readonly entity: string },
  { records, wish }: Stretch,
  run: { readonly run?: string },
): Promise<{ readonly refused: ReadonlyMap<string, readonly Fault[]>; readonly whole: boolean }> {
  const seen = Object.fromEntries(records.map(({ id, version }) => [id, version]));
  try {
    const answer = await call('changeTogether', { ...place, body: { records: records.map(({ id }) => id), seen, ...wish, ...run } });
    return { refused: new Map(answer.refused.flatMap((each) => each.records.map(({ id }) => [id, each.faults] as const))), whole: false };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: new Map(records.map(({ id }) => [id, error.issues])), whole: true };
  }
}

/** The batch once a record that was refused has been done after all. */
export function mended(state: BulkState, id: string): BulkState {
  const now = state.refused.filter(({ record }) => record.id === id);
  return {
    ...state,
    refused: state.refused.filter(({ record }) => record.id !== id),
    done: [...state.done, ...now.map(({ record }) => record)],
  };
}
