import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryBytes, memorySettings } from './memory.ts';

const GB = 1024 ** 3;
const megabytes = (text: string | undefined) => Number(/^(\d+)MB$/.exec(text ?? '')?.[1]);

describe('the settings for a machine', () => {
  it('follow its memory', () => {
    const named = (bytes: number) => {
      const { shared_buffers, effective_cache_size, work_mem, maintenance_work_mem } = memorySettings(bytes);
      return [shared_buffers, effective_cache_size, work_mem, maintenance_work_mem];
    };
    expect(named(GB / 2)).toEqual(['64MB', '256MB', '4MB', '16MB']);
    expect(named(4 * GB)).toEqual(['512MB', '2048MB', '16MB', '128MB']);
    expect(named(64 * GB)).toEqual(['1024MB', '32768MB', '32MB', '256MB']);
  });

  it('leave most of any machine to others, and never shrink as the machine grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), fc.integer({ min: 0, max: 1024 }), (some, more) => {
        const [small, large] = [memorySettings((some * GB) / 4), memorySettings(((some + more) * GB) / 4)];
        for (const name of ['shared_buffers', 'effective_cache_size', 'work_mem', 'maintenance_work_mem'])
          expect(megabytes(large[name])).toBeGreaterThanOrEqual(megabytes(small[name]));
        expect(megabytes(small.shared_buffers) + 4 * megabytes(small.work_mem)).toBeLessThanOrEqual(some * 256 * 0.4);
      }),
    );
  });

  it('are asked for a limit of memory that is there', () => expect(memoryBytes()).toBeGreaterThan(64 * 1024 * 1024));
});
