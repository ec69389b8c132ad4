import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type App, addStage, type Entity, moveStage, removeStage, type Stage } from '@pipewright/definition';
import { Badge, laterOpened, look, Panel, useDesignText, ViewSwitch } from '@pipewright/ui';
import { Button, Col, Flex, List, Row } from 'antd';
import { useState } from 'react';
import { NewPartDialog } from '../kit/new-part.tsx';
import type { Draft } from '../state/draft.ts';
import { useRemoval } from '../uses/use-removal.tsx';
import { BoardPreview } from './board-preview.tsx';
import * as css from './pipeline.module.css';
import { PipelineProperties } from './pipeline-properties.tsx';
import { StageProperties } from './stage-properties.tsx';

const NewPipelineDialog = laterOpened(() => import('./new-pipeline.tsx').then((module) => module.NewPipelineDialog));
const LookDrawer = laterOpened(() => import('../look/look-drawer.tsx').then((module) => module.LookDrawer));
const ChoosePipelinesDialog = laterOpened(() => import('./choose-pipelines.tsx').then((module) => module.ChoosePipelinesDialog));

/** The pipelines of an entity under design: stages in order, the runtime's own board as preview, the chosen stage's properties. */
export function PipelineDesign({ draft, entity, base }: { draft: Draft; entity: Entity; base: App }) {
  const { t, say } = useDesignText();
  const { ask, dialog } = useRemoval(draft);
  const pipelines = entity.process?.pipelines ?? [];
  const [key, setKey] = useState(pipelines.at(-1)?.key ?? '');
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState<'stage' | 'pipeline' | 'questions' | 'look'>();
  const pipeline = pipelines.find((each) => each.key === key) ?? pipelines[0];
  if (!pipeline) return null;
  const stage = pipeline.stages.find((each) => each.key === chosen);
  const published = base.entities.find((each) => each.key === entity.key)?.process?.pipelines.find((each) => each.key === pipeline.key);
  const makeStage = (newKey: string, name: Stage['name']) => {
    const last = pipeline.stages.at(-1);
    draft.set(
      addStage(draft.app, entity.key, pipeline.key, {
        key: newKey,
        name,
        probability: last?.probability ?? 50,
        color: 'blue',
        required: [],
        gates: [],
      }),
    );
    setChosen(newKey);
  };
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={16}>
        <Panel
          title={t('design.pipelinesOf', { entity: say(entity.name) })}
          actions={
            <Flex gap={8} wrap>
              <Button onClick={() => setAdding('look')}>{t('design.look')}</Button>
              <Button onClick={() => setAdding('questions')}>{t('design.chooseByQuestions')}</Button>
              <Button onClick={() => setAdding('pipeline')}>{t('design.addPipeline')}</Button>
            </Flex>
          }
        >
          <ViewSwitch
            label={t('design.pipelines')}
            value={pipeline.key}
            onChange={(next) => {
              setKey(next);
              setChosen(undefined);
            }}
            items={pipelines.map((each) => ({ key: each.key, label: say(each.name) }))}
          />
          <List
            size="small"
            dataSource={pipeline.stages}
            rowKey="key"
            renderItem={(each, i) => (
              <List.Item
                className={each.key === chosen ? css.chosen : ''}
                actions={[
                  <Button
                    key="up"
                    type="text"
                    icon={<ArrowUpOutlined />}
                    aria-label={t('design.stageUp', { stage: say(each.name) })}
                    disabled={i === 0}
                    onClick={() => draft.set(moveStage(draft.app, entity.key, pipeline.key, i, i - 1))}
                  />,
                  <Button
                    key="down"
                    type="text"
                    icon={<ArrowDownOutlined />}
                    aria-label={t('design.stageDown', { stage: say(each.name) })}
                    disabled={i === pipeline.stages.length - 1}
                    onClick={() => draft.set(moveStage(draft.app, entity.key, pipeline.key, i, i + 1))}
                  />,
                  <Button
                    key="remove"
                    type="text"
                    danger
                    icon={<DeleteOutlined />}
                    aria-label={t('design.stageRemove', { stage: say(each.name) })}
                    disabled={pipeline.stages.length === 1}
                    onClick={() =>
                      ask({
                        path: `entities.${entity.key}.process.pipelines.${pipeline.key}.stages.${each.key}`,
                        name: say(each.name),
                        remove: (app) => removeStage(app, entity.key, pipeline.key, each.key),
                      })
                    }
                  />,
                ]}
              >
                <button
                  type="button"
                  onClick={() => setChosen(each.key === chosen ? undefined : each.key)}
                  aria-pressed={each.key === chosen}
                  className={look.bare}
                >
                  <Badge color={each.color}>{say(each.name)}</Badge> {each.probability}%{' '}
                  {!published?.stages.some((one) => one.key === each.key) && <Badge color="blue">{t('design.new')}</Badge>}
                </button>
              </List.Item>
            )}
          />
          <Button icon={<PlusOutlined />} className={look.after} onClick={() => setAdding('stage')}>
            {t('design.addStage')}
          </Button>
          <h3 className={look.subtitle}>{t('design.preview')}</h3>
          <div inert className={`${look.preview} ${css.board}`}>
            <BoardPreview app={draft.app} entity={entity} pipeline={pipeline} />
          </div>
        </Panel>
      </Col>
      <Col xs={24} xl={8}>
        <Panel
          title={stage ? say(stage.name) : say(pipeline.name)}
          actions={
            stage && (
              <Button type="link" onClick={() => setChosen(undefined)}>
                {t('design.pipelineProperties')}
              </Button>
            )
          }
        >
          {stage ? (
            <StageProperties key={`${pipeline.key}.${stage.key}`} draft={draft} entity={entity} pipeline={pipeline} stage={stage} />
          ) : (
            <PipelineProperties key={pipeline.key} draft={draft} entity={entity} pipeline={pipeline} base={base} />
          )}
        </Panel>
      </Col>
      <NewPartDialog
        open={adding === 'stage'}
        title={t('design.addStage')}
        taken={draft.taken(`entities.${entity.key}.process.pipelines.${pipeline.key}.stages`)}
        onClose={() => setAdding(undefined)}
        onMake={makeStage}
      />
      <NewPipelineDialog open={adding === 'pipeline'} draft={draft} entity={entity} onClose={() => setAdding(undefined)} onMade={setKey} />
      <ChoosePipelinesDialog open={adding === 'questions'} draft={draft} entity={entity} onClose={() => setAdding(undefined)} />
      <LookDrawer open={adding === 'look'} app={draft.app} base={base} entity={entity} onClose={() => setAdding(undefined)} />
      {dialog}
    </Row>
  );
}
