import { type Entity, fieldOf, type Stage } from '@pipewright/definition';
import { Badge, look, useDesignText } from '@pipewright/ui';

/** The tasks and deliverables of a stage, each with whose it is where a field says that, and whether the stage is left without it. */
export function StageWork({ entity, stage }: { entity: Entity; stage: Stage }) {
  const { t, say } = useDesignText();
  const { tasks = [], deliverables = [] } = stage;
  const all = [
    ...tasks.map((task) => ({ ...task, field: fieldOf(entity, task.by ?? '') })),
    ...deliverables.map((each) => ({ ...each, field: undefined })),
  ];
  if (all.length === 0) return null;
  return (
    <>
      <h3 className={look.subtitle}>{t('design.lookTasks')}</h3>
      <ul className={look.bullets}>
        {all.map(({ key, name, required, field }) => (
          <li key={key}>
            {say(name)} {field && <span className={look.quiet}>{say(field.name)}</span>}{' '}
            {required && <Badge color="gold">{t('design.lookNeeded')}</Badge>}
          </li>
        ))}
      </ul>
    </>
  );
}
