import { call } from '@pipewright/client';
import { type AppForPerson, entityOf, type Field, fieldTypes, type Named, PAGE } from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import { useText } from '@pipewright/ui';
import { useQueries, useQuery } from '@tanstack/react-query';
import { departmentsQuery } from './queries.ts';

/** Things that a rule names by their ids: people, departments, or records of an entity. */
export interface NamedIds {
  readonly kind: Named;
  /** The entity of records; empty for all else. */
  readonly target: string;
  readonly ids: readonly string[];
}

/** What a rule compares with fields that name something, by what they name. */
export function idsIn(rule: Rule | undefined, fields: readonly Field[]): NamedIds[] {
  const found = new Map<string, NamedIds>();
  const visit = (part: Rule): void => {
    if (Array.isArray(part)) return void part.forEach(visit);
    if (!isLogic(part)) return;
    const args = Object.values(part).flat() as Rule[];
    const texts = args.flat().filter((each): each is string => typeof each === 'string');
    for (const each of args) {
      const name = isLogic(each) && 'var' in each ? each.var : undefined;
      const field = fields.find(({ key }) => key === name);
      const kind = field && fieldTypes[field.type].names;
      if (!kind) continue;
      const target = kind === 'record' ? (field.target ?? '') : '';
      const known = found.get(`${kind} ${target}`)?.ids ?? [];
      found.set(`${kind} ${target}`, { kind, target, ids: [...new Set([...known, ...texts])] });
    }
    args.forEach(visit);
  };
  if (rule !== undefined) visit(rule);
  return [...found.values()].filter(({ ids }) => ids.length > 0);
}

type Names = Readonly<Record<string, string>>;

async function namesOf({ key: app, app: definition }: AppForPerson, { kind, target, ids }: NamedIds): Promise<Names> {
  const some = ids.slice(0, PAGE.most);
  if (kind === 'person') {
    const { people } = await call('listPeople', { query: { ids: some.join() } });
    return Object.fromEntries(people.map(({ id, name }) => [id, name]));
  }
  const entity = entityOf(definition, target);
  if (!entity) return {};
  const filter = JSON.stringify({ in: [{ var: 'id' }, some] });
  const { records } = await call('listRecords', { app, entity: target, query: { filter, fields: entity.title, limit: PAGE.most } });
  return Object.fromEntries(records.map((record) => [record.id, String(record[entity.title] ?? '')]));
}

/** What the people, departments and records in a rule are called, as far as it is known yet; what this person may not know is said to be out of sight. */
export function useRuleNames(inApp: AppForPerson, fields: readonly Field[], rule: Rule | undefined): (id: string) => string | undefined {
  const { t } = useText();
  const wanted = idsIn(rule, fields);
  const departments = useQuery({ ...departmentsQuery, enabled: wanted.some(({ kind }) => kind === 'department') }).data?.departments;
  const looked = wanted.filter(({ kind }) => kind !== 'department');
  const asked = useQueries({
    queries: looked.map((each) => ({
      queryKey: each.kind === 'person' ? ['people', 'named', each.ids] : ['records', inApp.key, each.target, 'named', each.ids],
      queryFn: () => namesOf(inApp, each),
      staleTime: 60_000,
    })),
  });
  return (id) => {
    const known = departments?.find((each) => each.id === id)?.name ?? asked.find(({ data }) => data?.[id] !== undefined)?.data?.[id];
    const told = looked.some(({ ids }, i) => ids.includes(id) && asked[i]?.data !== undefined);
    return known ?? (told ? t('value.outOfSight') : undefined);
  };
}
