import type { Entity, Process } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { dryRun, edited, told } from '../test-view.ts';
import { effectsOf } from './effects.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const WAITING = `coalesce(t.status, 'open') in ('open', 'paused', 'future')`;

/** What a publish of a changed process does, as `code at` and the rows that it does it to. */
function does(change: (process: Process, deal: Entity) => void): Record<string, string> {
  const after = edited((app) => {
    const [deal] = app.entities as [Entity];
    change(deal.process as Process, deal);
  });
  const effects = effectsOf(dryRun(after)).filter(({ where }) => where);
  return Object.fromEntries(effects.map(({ id, where }) => [id.replace('entities.deal.process.', ''), told(compileSql(where as never))]));
}
const plain = (process: Process) => process.pipelines[1] as Process['pipelines'][number];
const gate = { key: 'late', rule: { '<': [{ var: 'due' }, { var: 'today' }] }, message: label('Late') };

describe('what a publish does to rows by where they stand', () => {
  it('concerns those beyond a stage with a new criterion for leaving it', () => {
    expect(does((process) => plain(process).stages[1]?.gates.push(gate))).toEqual({
      'gate_unmet:pipelines.plain.stages.offer.gates.late': `((t.pipeline = 'plain' and t.stage = any(["sign"]::text[]) and ${WAITING}) and ((t.due < '2026-01-01'::date)) is not true)`,
    });
  });

  it('concerns those in a stage as well where the criterion is for coming in', () => {
    expect(does((process) => Object.assign(plain(process).stages[1] as object, { entryRequired: ['cost'], entryGates: [gate] }))).toEqual({
      'stage_required_missing:pipelines.plain.stages.offer.entryRequired.cost': `((t.pipeline = 'plain' and t.stage = any(["offer","sign"]::text[]) and ${WAITING}) and t.cost is null)`,
      'gate_unmet:pipelines.plain.stages.offer.entryGates.late': `((t.pipeline = 'plain' and t.stage = any(["offer","sign"]::text[]) and ${WAITING}) and ((t.due < '2026-01-01'::date)) is not true)`,
    });
  });

  it('is nothing for who stands beyond the last stage, for there is nobody', () => {
    expect(does((process) => plain(process).stages[2]?.gates.push(gate))).toEqual({});
  });

  it('looks at a criterion that was there before only where other records stand beyond it now', () => {
    const moved = does((process) => {
      const { stages } = plain(process);
      stages.unshift(...stages.splice(1, 1));
    });
    expect(moved).toEqual({});
    const later = does((process) => {
      const { stages } = plain(process);
      stages.push(...stages.splice(1, 1));
    });
    expect(later).toEqual({});
    const inserted = does((process) =>
      plain(process).stages.splice(1, 0, { ...(plain(process).stages[1] as object), key: 'demo', name: label('Demo') } as never),
    );
    expect(Object.keys(inserted)).toEqual([
      'stage_required_missing:pipelines.plain.stages.start.required.due',
      'gate_unmet:pipelines.plain.stages.start.gates.worth',
    ]);
    expect(Object.values(inserted)[0]).toContain('t.stage = any(["demo"]::text[])');
  });

  it('concerns the closed ones where closing asks for more', () => {
    expect(does((process) => process.wonRequires.push('cost'))).toEqual({
      'won_required_missing:wonRequires.cost': `(t.status = 'won' and t.cost is null)`,
    });
    expect(does((process) => process.lostRequires.push('cost', 'reason'))).toEqual({
      'lost_required_missing:lostRequires.cost': `(t.status = 'lost' and t.cost is null)`,
    });
  });

  it('concerns those that were lost for what closing as lost asks more about', () => {
    const asks = { key: 'who', when: { '==': [{ var: 'reason' }, 'price'] }, field: 'cost' };
    expect(does((process) => Object.assign(process, { lostAsks: [asks] }))).toEqual({
      'lost_required_missing:lostAsks.who': `(t.status = 'lost' and (t.reason = 'price'::text) and t.cost is null)`,
    });
  });

  it('concerns those that stood where the rules wanted them and are wanted elsewhere now', () => {
    const chosen = does((process) => Object.assign(process.pipelines[0] as object, { when: { '>': [{ var: 'amount' }, 9] } }));
    expect(Object.keys(chosen)).toEqual(['pipeline_other:pipelines.big.when', 'pipeline_other:pipelines.plain.when']);
    const [big] = Object.values(chosen);
    expect(big).toContain(`coalesce(t.status, 'open') = 'open' and t.pipeline is distinct from 'big'`);
    expect(big).toMatch(/= t\.was_pipeline and case when \('9'::numeric < t\.amount\) then 'big'::text else 'plain'::text end = 'big'\)$/);
  });

  it('says only that stages go where an entity has no process any more', () => {
    expect(does((_, deal) => Object.assign(deal, { process: undefined }))).toEqual({
      'process_gone:entities.deal.process': 't.stage is not null',
    });
  });
});
