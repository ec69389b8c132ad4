import { CLAIM_SCOPES, type ClaimScope, type Entity, type Role, setGrant } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import type { Draft } from '../state/draft.ts';
import * as css from './role.module.css';

/** Which records that belong to nobody people of a role see and may take. */
export function ClaimSelect({ draft, role, entity }: { draft: Draft; role: Role; entity: Entity }) {
  const { t, say } = useDesignText();
  const set = (claim: ClaimScope | 'none') =>
    draft.set(setGrant(draft.app, role.key, entity.key, { claim: claim === 'none' ? undefined : claim }));
  return (
    <Select<ClaimScope | 'none'>
      aria-label={`${say(entity.name)} ${t('design.act.claim')}`}
      className={css.scope ?? ''}
      value={role.grants[entity.key]?.claim ?? 'none'}
      options={(['none', ...CLAIM_SCOPES] as const).map((each) => ({ value: each, label: t(`scope.${each}`) }))}
      onChange={set}
    />
  );
}
