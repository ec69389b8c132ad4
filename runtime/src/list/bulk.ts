import type { Fault, RecordJson } from '@pipewright/definition';
import type { Refusal } from '../act/refusal.ts';

/** How far a batch has come: what was done, what was refused and why, and what has not been tried. */
export interface BulkState {
  readonly total: number;
  readonly done: readonly RecordJson[];
  readonly refused: readonly { readonly record: RecordJson; readonly faults: readonly Fault[] }[];
}

/**
 * Does something with records one after the other. A refused one does not stop the others; asking to stop ends it after the one under way.
 * @param onProgress told after each record
 */
export async function runBulk(
  records: readonly RecordJson[],
  act: (record: RecordJson) => Promise<Refusal | undefined>,
  stopped: () => boolean,
  onProgress: (state: BulkState) => void,
): Promise<BulkState> {
  let state: BulkState = { total: records.length, done: [], refused: [] };
  for (const record of records) {
    if (stopped()) break;
    const refusal = await act(record);
    state = refusal
      ? { ...state, refused: [...state.refused, { record, faults: refusal.faults }] }
      : { ...state, done: [...state.done, record] };
    onProgress(state);
  }
  return state;
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
