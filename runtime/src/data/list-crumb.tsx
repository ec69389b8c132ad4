import type { Entity } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Breadcrumb } from 'antd';
import { useApp } from './app-context.ts';

/** Where a page stands: under the list of an entity, by what it is called. */
export function ListCrumb({ entity, here }: { entity: Entity; here: string }) {
  const { key } = useApp();
  const { say } = useText();
  const list = (
    <Link to="/a/$app/$entity" params={{ app: key, entity: entity.key }}>
      {say(entity.plural)}
    </Link>
  );
  return <Breadcrumb className={look.note} items={[{ title: list }, { title: here }]} />;
}
