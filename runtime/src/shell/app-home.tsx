import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useApp } from '../data/app-context.ts';

/** The first page of an app: that of today where records pass through stages, else its dashboard, else the list of its first entity. */
export function AppHome() {
  const { key, app } = useApp();
  const navigate = useNavigate();
  const staged = app.entities.some((each) => each.process && !each.retired);
  const dashboard = app.dashboards[0]?.key;
  const entity = app.entities.find((each) => !each.retired)?.key;
  const to = staged ? 'today' : dashboard ? `dashboard/${dashboard}` : entity;
  useEffect(() => {
    void navigate({ to: `/a/${key}/${to}`, replace: true });
  }, [key, to, navigate]);
  return null;
}
