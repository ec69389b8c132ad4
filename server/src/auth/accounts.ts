import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { Refusal } from '../ground/refusal.ts';
import type { Auth } from './auth.ts';
import { commonPasswords } from './password-list.ts';
import { passwordFault } from './password-rule.ts';

/** Makes the hash under which a password is kept. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  const { password: hasher } = await auth.$context;
  return hasher.hash(password);
}

/** Whether a password is the one of a hash. */
export async function verifyPassword(auth: Auth, hash: string, password: string): Promise<boolean> {
  const { password: hasher } = await auth.$context;
  return hasher.verify({ hash, password });
}

const PRODUCT = 'Pipewright';

/** Refuses a password that is no good; `personal` are names and addresses that it must not contain. */
export async function checkPassword(password: string, personal: readonly (string | undefined)[]): Promise<void> {
  const words = [PRODUCT, ...personal.filter((each) => each !== undefined)];
  const fault = passwordFault(password, { personal: words, isCommon: await commonPasswords() }, 'password');
  if (fault) throw new Refusal([fault]);
}

/** A person to add: with a password hash where that person signs in. */
export interface NewAccount {
  readonly id?: string;
  readonly name: string;
  readonly email?: string;
  readonly passwordHash?: string;
}

/** Adds people to the sign-in tables in one statement; those without an address get one that no mail can reach, and cannot sign in. */
export async function addAccounts(db: Queryable, accounts: readonly NewAccount[]): Promise<string[]> {
  const people = accounts.map((account) => {
    const id = account.id ?? newId();
    return {
      id,
      name: account.name,
      email: account.email?.toLowerCase() ?? `${id}@no-sign-in.invalid`,
      hash: account.passwordHash ?? null,
      account: newId(),
    };
  });
  await db.query(
    `with people as (select * from jsonb_to_recordset($1::jsonb) as x(id text, name text, email text, hash text, account text)),
       users as (insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") select id, name, email, true, now(), now() from people returning id)
     insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       select p.account, p.id, 'credential', p.id, p.hash, now(), now() from people p join users u on u.id = p.id where p.hash is not null`,
    [JSON.stringify(people)],
  );
  return people.map((person) => person.id);
}

/** Gives a person a password, whether there was one before or not. */
export async function setPassword(db: Queryable, user: string, hash: string): Promise<void> {
  await db.query(
    `with changed as (update auth.account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential' returning 1)
     insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
       select $3, $1, 'credential', $1, $2, now(), now() where not exists (select from changed)`,
    [user, hash, newId()],
  );
}

/** Changes how a person is called and under which address that person signs in; what is undefined stays. */
export async function changeAccount(db: Queryable, user: string, name: string | undefined, email?: string): Promise<void> {
  await db.query(`update auth."user" set name = coalesce($2, name), email = coalesce($3, email), "updatedAt" = now() where id = $1`, [
    user,
    name ?? null,
    email?.toLowerCase() ?? null,
  ]);
}

/** SQL that is true where an account has an address that was given, not one made up for somebody who does not sign in. */
export function reachable(account: string): string {
  return `${account}.email not like '%@no-sign-in.invalid'`;
}
