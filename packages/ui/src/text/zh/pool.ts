import type { pool as english } from '../en/pool.ts';

/** The product's words in Chinese for records that belong to nobody, and those about to be taken back. */
export const pool: Readonly<Record<keyof typeof english, string>> = {
  'pool.claim': '领取',
  'pool.claimMany': '领取 {{count}} 条',
  'pool.claimedMany': '已领取 {{count}} 条',
  'pool.coolDown': '被回收或放弃的记录 {{count}} 天后才能再次领取。',
  'pool.gaveUp': '{{person}}放弃',
  'pool.grant': '同意保留 {{count}} 天',
  'pool.most': '每人最多 {{count}} 条进行中的记录。',
  'pool.never': '从未有负责人',
  'pool.putBack': '已放回 {{count}} 条',
  'pool.since': '{{day}} 进入：{{how}}',
  'pool.title': '公海',
  'pool.took': '由{{by}}从{{person}}名下回收',
};
