import { addRole, type Entity, type RecordJson, type Role, STATUS_ACTS, setGrant } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { actsOn, quickDays, ruleOf, type StandingAct } from './standing.ts';

const app = exampleApp();
const deal = app.entities.find((entity) => entity.process) as Entity;
const role = (may: readonly (typeof STATUS_ACTS)[number][], update: 'own' | 'none' = 'own') =>
  setGrant(addRole(app, 'tested', { en: 'T', 'zh-CN': '试' }), 'tested', deal.key, { read: 'all', update, may: [...may] }).roles.at(
    -1,
  ) as Role;
const record = (status: string | undefined, more: object = {}): RecordJson => ({
  id: '1',
  version: 1,
  ...(status ? { status } : {}),
  ...more,
});

describe('what a person can do with where a record stands', () => {
  it.each<[string, StandingAct[], StandingAct[], StandingAct[]]>([
    // status, with every right, with pause and future, with none
    ['open', ['move', 'win', 'lose', 'pause', 'future', 'void'], ['move', 'win', 'lose', 'pause', 'future'], ['move', 'win', 'lose']],
    ['paused', ['resume', 'future', 'void'], ['resume', 'future'], []],
    ['future', ['wake', 'pause', 'void'], ['wake', 'pause'], []],
    ['won', ['reopen', 'void'], [], []],
    ['lost', ['reopen', 'void'], [], []],
    ['void', ['restore'], [], []],
  ])('%s', (status, all, some, none) => {
    expect(actsOn(deal, role(STATUS_ACTS), record(status))).toEqual(all);
    expect(actsOn(deal, role(['pause', 'future']), record(status))).toEqual(some);
    expect(actsOn(deal, role([]), record(status))).toEqual(none);
    expect(actsOn(deal, role(STATUS_ACTS, 'none'), record(status))).toEqual([]);
  });

  it('re-chooses only while open and only where another pipeline applies', () => {
    expect(actsOn(deal, role([]), record('open', { applies: 'big' }))).toEqual(['move', 'rechoose', 'win', 'lose']);
    expect(actsOn(deal, role([]), record('open', { applies: null }))).not.toContain('rechoose');
    expect(actsOn(deal, role(STATUS_ACTS), record('paused', { applies: 'big' }))).not.toContain('rechoose');
  });

  it('offers nothing where the status is out of sight, or where there is no process', () => {
    expect(actsOn(deal, role(STATUS_ACTS), record(undefined))).toEqual([]);
    expect(actsOn({ ...deal, process: undefined }, role(STATUS_ACTS), record('open'))).toEqual([]);
  });

  it('asks for the reasons in use and for a day where the admin says so', () => {
    const reason = (key: string, retired?: true) => ({ key, name: { en: key, 'zh-CN': key }, ...(retired ? { retired } : {}) });
    const process = deal.process as NonNullable<Entity['process']>;
    const asking = {
      ...deal,
      process: {
        ...process,
        statuses: { paused: { reasons: [reason('a', true), reason('b')], until: true }, reopen: { reasons: [reason('c')] } },
      },
    };
    const asked = (status: 'open' | 'won' | 'paused', act: StandingAct) => {
      const { reasons, until } = ruleOf(asking, status, act);
      return [reasons.map(({ key }) => key).join(), until];
    };
    expect(asked('open', 'pause')).toEqual(['b', true]);
    expect(asked('won', 'reopen')).toEqual(['c', false]);
    expect(asked('paused', 'resume')).toEqual(['', false]);
    expect(asked('open', 'void')).toEqual(['', false]);
  });

  it.each([
    ['2026-01-31', ['2026-02-07', '2026-02-28', '2026-04-01']],
    ['2026-11-25', ['2026-12-02', '2026-12-25', '2027-01-01']],
    ['2026-08-31', ['2026-09-07', '2026-09-30', '2026-10-01']],
  ])('quick days from %s', (today, days) => {
    expect(quickDays(today).map(({ day }) => day)).toEqual(days);
  });
});
