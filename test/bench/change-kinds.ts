import { type definition, label } from './definition.ts';

/** The definition of the bench's app as it is edited. */
export type Draft = typeof definition;
type Entity = Draft['entities'][number];
/** A draft with another entity of opportunities. */
export const opportunity = (draft: Draft, change: (entity: Entity) => object) => ({
  ...draft,
  entities: draft.entities.map((entity) => (entity.key === 'opportunity' ? { ...entity, ...change(entity) } : entity)),
});
const field = (draft: Draft, key: string, type: string, more = {}) =>
  opportunity(draft, ({ fields }) => ({ fields: [...fields, { key, type, name: label(key), ...more }] }));

/** The kinds of change, each as an edit of the draft; `round`, 0 or 1, makes a second one another than the first. */
export const CHANGES: Readonly<Record<string, (draft: Draft, round: number) => object>> = {
  'text field': (draft, round) => field(draft, `text_${round}`, 'text'),
  'number field': (draft, round) => field(draft, `number_${round}`, 'decimal', { scale: 2 }),
  'choice field': (draft, round) => field(draft, `choice_${round}`, 'choice', { options: [{ key: 'one', name: label('One') }] }),
  'renamed stage': (draft, round) =>
    opportunity(draft, (entity) => {
      const { process } = entity as Entity & { process: { pipelines: { stages: { name: object }[] }[] } };
      const rename = <T extends object>(stages: readonly T[]) =>
        stages.map((stage, i) => (i === 1 ? { ...stage, name: label(`Renamed ${round}`) } : stage));
      return { process: { ...process, pipelines: process.pipelines.map((each) => ({ ...each, stages: rename(each.stages) })) } };
    }),
  'sorted view': (draft, round) =>
    opportunity(draft, ({ views }) => ({
      views: [
        ...views,
        { key: `sorted_${round}`, name: label('Sorted'), columns: ['name'], sort: ['-win_probability', 'last_activity_at'][round] },
      ],
    })),
  'unique field': (draft, round) =>
    opportunity(draft, ({ fields }) => ({
      fields: fields.map((each) => (each.key === ['name', 'credit_code'][round] ? { ...each, unique: true } : each)),
    })),
  'reference field': (draft, round) => field(draft, `reference_${round}`, 'reference', { target: 'account' }),
};
