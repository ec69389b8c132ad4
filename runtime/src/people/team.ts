import { call, Refused } from '@pipewright/client';
import type { Color, DepartmentJson, PersonState, TeamApp, TeamPerson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';

/** How often it is looked how far a hand-over is. */
const LEAVING_MS = 2000;
/** Everybody of the workspace, and the roles there are; asked afresh whenever it is looked at. */
export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: () => call('listTeam', {}),
  staleTime: 0,
  refetchOnWindowFocus: true,
  // Somebody who is being handed over is looked at until that is done.
  refetchInterval: ({ state }) => (state.data?.people.some((each) => each.state === 'leaving') ? LEAVING_MS : false),
});

/** The departments right under one, or those at the top. */
export function under(departments: readonly DepartmentJson[], parent: string | null): DepartmentJson[] {
  return departments.filter((each) => each.parent === parent);
}

/** The ids of a department and of all that stand under it, however far below. */
export function within(departments: readonly DepartmentJson[], id: string): Set<string> {
  const found = new Set([id]);
  // Parents come first, so that one pass finds all.
  for (const each of departments) if (each.parent !== null && found.has(each.parent)) found.add(each.id);
  return found;
}

/** Which people are shown: of a department and of those under it, or of all; with those who left; whose name or address holds a text. */
export interface Wanted {
  readonly department: string | undefined;
  readonly gone: boolean;
  readonly search: string;
}

/** The people that are wanted. */
export function peopleIn(
  people: readonly TeamPerson[],
  departments: readonly DepartmentJson[],
  { department, gone, search }: Wanted,
): TeamPerson[] {
  const ids = department === undefined ? undefined : within(departments, department);
  const text = search.trim().toLowerCase();
  return people.filter(
    ({ name, email, state, department: own }) =>
      (gone || state !== 'left') && (!ids || ids.has(own ?? '')) && (text === '' || `${name} ${email ?? ''}`.toLowerCase().includes(text)),
  );
}

/** What a person is in each app, in the order of the apps: pairs of an app and the role in it. */
export function rolesOf(person: TeamPerson, apps: readonly TeamApp[]) {
  return apps.flatMap((app) => {
    const given = person.roles.find((each) => each.app === app.key);
    const role = given && app.roles.find((each) => each.key === given.role);
    return role ? [{ app, role }] : [];
  });
}

/** In which colour a state is told. */
export const stateColors: Readonly<Record<PersonState, Color>> = {
  active: 'green',
  invited: 'blue',
  unsigned: 'grey',
  leaving: 'orange',
  left: 'grey',
};

/** Does something to people or departments: shows afterwards how they are now, or why not. Answers what was answered, undefined where it was refused. */
export function useDeed(): <T>(deed: Promise<T>, done?: string) => Promise<T | undefined> {
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  return async (deed, done) => {
    try {
      const answer = await deed;
      if (done) void message.success(done);
      return answer;
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
      return undefined;
    } finally {
      await Promise.all(
        ['team', 'people', 'departments', 'me', 'person sessions', 'hand-overs'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
    }
  };
}
