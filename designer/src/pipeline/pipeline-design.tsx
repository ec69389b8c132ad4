import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type App,
  addPipeline,
  addStage,
  type BoardColumn,
  type Entity,
  editEntity,
  editPipeline,
  fieldsOf,
  moveStage,
  type Pipeline,
  type RecordJson,
  removeStage,
  type Stage,
} from '@pipewright/definition';
import { Badge, Board, FilterBuilder, useText, ViewSwitch } from '@pipewright/ui';
import { Button, Card, Col, List, Row, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { NewPartDialog } from '../shell/new-part.tsx';
import { Property } from '../shell/property.tsx';
import type { Draft } from '../state/draft.ts';
import { StageProperties } from './stage-properties.tsx';

/** The pipelines of an entity under design: stages in order, the runtime's own board as preview, the chosen stage's properties. */
export function PipelineDesign({ draft, entity, base }: { draft: Draft; entity: Entity; base: App }) {
  const { t, say } = useText();
  const pipelines = entity.process?.pipelines ?? [];
  const [key, setKey] = useState(pipelines.at(-1)?.key ?? '');
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState<'stage' | 'pipeline'>();
  const pipeline = pipelines.find((each) => each.key === key) ?? pipelines[0];
  if (!pipeline) return null;
  const stage = pipeline.stages.find((each) => each.key === chosen);
  const published = base.entities.find((each) => each.key === entity.key)?.process?.pipelines.find((each) => each.key === pipeline.key);
  const isDefault = pipelines.at(-1) === pipeline;
  const fields = entity.fields.filter((field) => !field.retired);
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
  const setClosing = (which: 'wonRequires' | 'lostRequires', keys: string[]) =>
    draft.set(
      editEntity(draft.app, entity.key, (each) => (each.process ? { ...each, process: { ...each.process, [which]: keys } } : each)),
    );
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={16}>
        <Card
          title={<h2 style={{ margin: 0, fontSize: 15 }}>{t('design.pipelinesOf', { entity: say(entity.name) })}</h2>}
          extra={<Button onClick={() => setAdding('pipeline')}>{t('design.addPipeline')}</Button>}
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
                style={{ background: each.key === chosen ? 'rgba(47,116,224,.1)' : 'none' }}
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
                    onClick={() => draft.set(removeStage(draft.app, entity.key, pipeline.key, each.key))}
                  />,
                ]}
              >
                <button
                  type="button"
                  onClick={() => setChosen(each.key)}
                  aria-pressed={each.key === chosen}
                  style={{
                    border: 0,
                    background: 'none',
                    font: 'inherit',
                    color: 'inherit',
                    cursor: 'pointer',
                    textAlign: 'start',
                    flex: 1,
                  }}
                >
                  <Badge color={each.color}>{say(each.name)}</Badge> {each.probability}%{' '}
                  {!published?.stages.some((one) => one.key === each.key) && <em>{t('design.new')}</em>}
                </button>
              </List.Item>
            )}
          />
          <Button icon={<PlusOutlined />} style={{ marginTop: 8 }} onClick={() => setAdding('stage')}>
            {t('design.addStage')}
          </Button>
          <h3 style={{ fontSize: 14 }}>{t('design.preview')}</h3>
          <div inert style={{ boxShadow: 'inset 0 0 0 4px rgba(128,128,128,.12)', borderRadius: 6, padding: 10, overflow: 'hidden' }}>
            <BoardPreview app={draft.app} entity={entity} pipeline={pipeline} />
          </div>
        </Card>
      </Col>
      <Col xs={24} xl={8}>
        <Card title={<h2 style={{ margin: 0, fontSize: 15 }}>{stage ? say(stage.name) : say(pipeline.name)}</h2>}>
          {stage ? (
            <StageProperties key={stage.key} draft={draft} entity={entity} pipeline={pipeline} stage={stage} />
          ) : (
            <>
              <p>{t('design.chooseStage')}</p>
              <Property label={t('design.pipelineWhen')}>
                {isDefault ? (
                  t('design.pipelineDefault')
                ) : (
                  <FilterBuilder
                    key={pipeline.key}
                    fields={fieldsOf(entity)}
                    rule={pipeline.when ?? undefined}
                    currency={draft.app.currency}
                    onChange={(when) =>
                      draft.set(editPipeline(draft.app, entity.key, pipeline.key, (each) => ({ ...each, when: when ?? false })))
                    }
                  />
                )}
              </Property>
              {(['wonRequires', 'lostRequires'] as const).map((which) => (
                <Property key={which} label={t(`design.${which}`)} htmlFor={`design_${which}`}>
                  <Select
                    id={`design_${which}`}
                    mode="multiple"
                    style={{ width: '100%' }}
                    value={[...(entity.process?.[which] ?? [])]}
                    options={fields.map((field) => ({ value: field.key, label: say(field.name) }))}
                    onChange={(keys) => setClosing(which, keys)}
                  />
                </Property>
              ))}
            </>
          )}
        </Card>
      </Col>
      <NewPartDialog
        open={adding !== undefined}
        title={t(adding === 'pipeline' ? 'design.addPipeline' : 'design.addStage')}
        taken={draft.taken(`entities.${entity.key}.process.pipelines${adding === 'pipeline' ? '' : `.${pipeline.key}.stages`}`)}
        onClose={() => setAdding(undefined)}
        onMake={(newKey, name) => {
          if (adding === 'stage') return makeStage(newKey, name);
          draft.set(
            addPipeline(draft.app, entity.key, {
              key: newKey,
              name,
              when: {
                '==': [
                  { var: fields.find((field) => field.type === 'choice')?.key ?? entity.title },
                  fields.find((field) => field.type === 'choice')?.options?.[0]?.key ?? '',
                ],
              },
              stages: [{ key: 'start', name: { en: 'Start', 'zh-CN': '开始' }, probability: 10, color: 'blue', required: [], gates: [] }],
            }),
          );
          setKey(newKey);
        }}
      />
    </Row>
  );
}

/** The runtime's board with two made-up cards. */
function BoardPreview({ app, entity, pipeline }: { app: App; entity: Entity; pipeline: Pipeline }) {
  const { t, say } = useText();
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
      today={today}
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
