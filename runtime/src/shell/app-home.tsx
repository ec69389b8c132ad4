import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useApp } from '../data/app-context.ts';

/** The first page of an app: its dashboard, or the list of its first entity. */
export function AppHome() {
  const { key, app } = useApp();
  const navigate = useNavigate();
  const dashboard = app.dashboards[0]?.key;
  const entity = app.entities.find((each) => !each.retired)?.key;
  useEffect(() => {
    void navigate({ to: dashboard ? `/a/${key}/dashboard/${dashboard}` : `/a/${key}/${entity}`, replace: true });
  }, [key, dashboard, entity, navigate]);
  return null;
}
