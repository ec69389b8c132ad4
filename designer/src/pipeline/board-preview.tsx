import type { App, BoardColumn, Entity, Pipeline, RecordJson } from '@pipewright/definition';
import { Board, useDesignText } from '@pipewright/ui';
import dayjs from 'dayjs';

/** The runtime's board with two made-up cards. */
export function BoardPreview({ app, entity, pipeline }: { app: App; entity: Entity; pipeline: Pipeline }) {
  const { t, say } = useDesignText();
  const today = dayjs().format('YYYY-MM-DD');
  const card = (stage: string, n: number): RecordJson => ({
    id: `${stage}${n}`,
    version: 1,
    stage,
    [entity.title]: t('design.exampleCard', { n }),
    ...(entity.process?.amount ? { [entity.process.amount]: String(n * 120_000) } : {}),
    ...(entity.process?.closeDate ? { [entity.process.closeDate]: today } : {}),
    stage_since: today,
  });
  const columns: BoardColumn[] = pipeline.stages.map((stage, i) => ({
    stage: stage.key,
    count: i < 2 ? 1 : 0,
    sum: i < 2 ? String((i + 1) * 120_000) : null,
    records: i < 2 ? [card(stage.key, i + 1)] : [],
    next: null,
  }));
  return (
    <Board
      app={app}
      entity={entity}
      columns={columns}
      surroundings={{ today }}
      pipeline={pipeline.key}
      canMove={false}
      targets={pipeline.stages.map((stage) => ({
        key: stage.key,
        name: say(stage.name),
        color: stage.color,
        probability: stage.probability,
        kind: 'stage',
      }))}
      onMove={() => undefined}
      onOpen={() => undefined}
      onMore={() => undefined}
    />
  );
}
