import type { Pipeline } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { offered, onShow } from './use-pipeline.ts';

const pipelines = ['renewal', 'key', 'standard'].map((key) => ({ key }) as Pipeline);
const keys = (of: readonly Pipeline[]) => of.map(({ key }) => key);

describe('the pipelines of a board', () => {
  it('begin with the one for everything that no other is for', () => {
    expect(keys(offered(pipelines))).toEqual(['standard', 'renewal', 'key']);
    expect(keys(offered(pipelines.slice(0, 1)))).toEqual(['renewal']);
    expect(offered([])).toEqual([]);
  });

  it('are shown as the address says, else as last, else the default; one that is gone is passed over', () => {
    expect(onShow(pipelines, ['key', 'renewal'])?.key).toBe('key');
    expect(onShow(pipelines, [undefined, 'renewal'])?.key).toBe('renewal');
    expect(onShow(pipelines, ['gone', null])?.key).toBe('standard');
    expect(onShow([], ['key'])).toBeUndefined();
  });
});
