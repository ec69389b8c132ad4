import type { PlanStep } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';

const MOST = 12;

/** What happens in the database, in plain words. */
export function PlanList({ steps }: { steps: readonly PlanStep[] }) {
  const { t, say } = useDesignText();
  if (steps.length === 0) return <p>{t('publish.noSql')}</p>;
  const budgets = steps.filter((step) => step.budget);
  const others = steps.filter((step) => !step.budget);
  const line = (step: PlanStep) => {
    const [entity, ...fields] = step.names.map(say);
    const kind = step.budget?.left ? 'plan.index_budget_left' : (`plan.${step.kind}` as const);
    return (
      <li key={`${step.kind} ${step.names.map((name) => name.en).join()}`}>
        {t(kind, { entity, field: fields.join(t('publish.comma')), ...step.budget })}
      </li>
    );
  };
  return (
    <ul className={look.bullets}>
      {others.slice(0, MOST).map(line)}
      {others.length > MOST && <li>{t('publish.planMore', { count: others.length - MOST })}</li>}
      {budgets.map(line)}
    </ul>
  );
}
