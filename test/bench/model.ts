// What the opportunities are made of, and the i-th request of each workload: the same for both servers, from a fixed seed.

export const STAGES = ['prospect', 'qualify', 'needs', 'proposal', 'negotiation', 'closing'] as const;
export const TEAMS = ['alpha', 'bravo', 'carbon', 'delta', 'echo', 'foxtrot', 'gamma', 'harbor'] as const;
export const REGIONS = ['north', 'east', 'south', 'west', 'central', 'overseas'] as const;
export const LINES = ['hosting', 'network', 'security', 'storage', 'analytics', 'support', 'devices'] as const;
export const TYPES = ['new', 'renewal', 'resell'] as const;
export const LOSSES = ['price', 'competitor', 'no_budget', 'no_decision', 'timing', 'fit'] as const;
export const SOURCES = ['web', 'referral', 'event', 'outbound', 'partner'] as const;
export const PRIORITIES = ['low', 'medium', 'high'] as const;
export const INDUSTRIES = ['manufacturing', 'retail', 'finance', 'health', 'education', 'public', 'energy'] as const;
export const ACTIVITIES = ['call', 'visit', 'email', 'meeting', 'demo'] as const;
export const WORDS = 'asks quote review waits contract budget next quarter pilot server renew legal draft scope change price discount plan';

export const CUSTOMERS = 50_000;
export const REPS = 200;
export const ACTIVITIES_EACH = 3;

/** Numbers from 0 up to 1, the same for the same (stream, row). */
export function dice(stream: number, row: number): () => number {
  let state = (20260731 ^ Math.imul(stream + 1, 0x9e3779b1) ^ Math.imul(row + 1, 0x85ebca6b)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of several, by chance. */
export function pick<T>(roll: () => number, from: readonly T[]): T {
  return from[Math.floor(roll() * from.length)] as T;
}

/** Whose opportunities of which stage and worth a list shows. The first twenty reps own most. */
export interface ListRequest {
  readonly owner: number;
  readonly stage: string;
  readonly least: number;
  readonly most: number;
}

/** The i-th list that is asked for. */
export function listRequest(i: number): ListRequest {
  const roll = dice(1, i);
  const least = pick(roll, [1000, 5000, 20_000]);
  return { owner: 1 + Math.floor(roll() * 20), stage: pick(roll, STAGES), least, most: least * 100 };
}

/** The i-th record that is opened. */
export function recordRequest(i: number, size: number): number {
  return 1 + Math.floor(dice(2, i)() * size);
}

/** A new opportunity. */
export interface NewOpportunity {
  readonly name: string;
  readonly customer_id: number;
  readonly owner_id: number;
  readonly team: string;
  readonly region: string;
  readonly product_line: string;
  readonly type: string;
  readonly amount: string;
  readonly win_probability: number;
  readonly expected_close_date: string;
  readonly credit_code: string;
  readonly source: string;
  readonly priority: string;
  readonly next_step: string;
  readonly notes: string;
}

/** The i-th opportunity that is created or imported. */
export function newOpportunity(i: number): NewOpportunity {
  const roll = dice(3, i);
  const owner = 1 + Math.floor(REPS * roll() ** 2);
  return {
    name: `Bench ${pick(roll, LINES)} ${i}`,
    customer_id: 1 + Math.floor(roll() * CUSTOMERS),
    owner_id: owner,
    team: TEAMS[owner % TEAMS.length] as string,
    region: pick(roll, REGIONS),
    product_line: pick(roll, LINES),
    type: pick(roll, TYPES),
    amount: Math.exp(7 + roll() * 7).toFixed(2),
    win_probability: Math.floor(roll() * 101),
    expected_close_date: new Date(Date.UTC(2026, 0, 1) + Math.floor(roll() * 500) * 86_400_000).toISOString().slice(0, 10),
    credit_code: `91${String(Math.floor(roll() * 1e16)).padStart(16, '0')}`,
    source: pick(roll, SOURCES),
    priority: pick(roll, PRIORITIES),
    next_step: WORDS.slice(0, 20),
    notes: WORDS.slice(Math.floor(roll() * 20)),
  };
}
