import type { PlanStep } from '@pipewright/definition';
import { useText } from '@pipewright/ui';

const MOST = 12;

/** What happens in the database, in plain words. */
export function PlanList({ steps }: { steps: readonly PlanStep[] }) {
  const { t, say } = useText();
  if (steps.length === 0) return <p>{t('publish.noSql')}</p>;
  return (
    <ul style={{ paddingInlineStart: 18, margin: 0 }}>
      {steps.slice(0, MOST).map((step) => {
        const [entity, ...fields] = step.names.map(say);
        return (
          <li key={`${step.kind} ${step.names.map((name) => name.en).join()}`}>
            {t(`plan.${step.kind}`, { entity, field: fields.join(t('publish.comma')) })}
          </li>
        );
      })}
      {steps.length > MOST && <li>{t('publish.planMore', { count: steps.length - MOST })}</li>}
    </ul>
  );
}
