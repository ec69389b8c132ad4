import type { TeamPerson } from '@pipewright/definition';
import { reachable } from '../auth/accounts.ts';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';

/** Everybody of a workspace as administrators see them, who left last, with the roles in these apps. */
export async function listTeam(db: Queryable, workspace: string, apps: readonly string[]): Promise<TeamPerson[]> {
  const { rows } = await db.query<TeamPerson>(
    `select p.user_id as id, p.name, case when ${reachable('u')} then u.email end as email, p.department::text, p.installation_admin as admin,
       case when p.leaving is not null then 'leaving' when not p.active then 'left' when a.password is not null then 'active'
         when i.user_id is not null then 'invited' else 'unsigned' end as state,
       (select ${instantSql('max(s."updatedAt")', 'seconds')} from auth.session s where s."userId" = p.user_id) as seen,
       ${instantSql('i.expires_at', 'seconds')} as link,
       case when p.leaving is not null then (select json_build_object('done', coalesce(sum(h.count), 0)::integer,
         'total', greatest((p.leaving->>'total')::integer, coalesce(sum(h.count), 0)::integer),
         'moving', coalesce(greatest(max(h.last_at), (p.leaving->>'at')::timestamptz) > now() - interval '15 seconds', false))
         from pipewright.hand_over h where h.person = p.user_id and h.began_at = (p.leaving->>'at')::timestamptz(3)) end as handing,
       coalesce((select json_agg(json_build_object('app', m.app, 'role', m.role) order by m.app) from pipewright.member m where m.user_id = p.user_id and m.app = any ($2)), '[]') as roles
     from pipewright.person p join auth."user" u on u.id = p.user_id left join auth.account a on a."userId" = u.id and a."providerId" = 'credential'
       left join pipewright.invitation i on i.user_id = p.user_id and i.used_at is null and i.expires_at > now()
     where p.workspace = $1 order by not p.active, p.name collate "zh-x-icu", p.user_id`,
    [workspace, apps],
  );
  return rows;
}
