import { PlusOutlined } from '@ant-design/icons';
import { type App, addSection, type Entity, restoreField } from '@pipewright/definition';
import { later, Part, useText } from '@pipewright/ui';
import { Button, Card, Col, Empty, Flex, Row, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import type { Draft } from '../state/draft.ts';
import { keyFor } from '../state/key.ts';
import { FieldProperties } from './field-properties.tsx';
import { FormCanvas } from './form-canvas.tsx';
import { NewFieldDialog } from './new-field.tsx';

const FormPreview = later(() => import('./form-preview.tsx').then((module) => module.FormPreview));

const NEW_SECTION = { en: 'New section', 'zh-CN': '新分组' };

/** An entity under design: its form by drag, the runtime's own form beside it, and the properties of the chosen field. */
export function EntityDesign({ draft, entity, base }: { draft: Draft; entity: Entity; base: App }) {
  const { t, say } = useText();
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const field = entity.fields.find((each) => each.key === chosen && !each.retired);
  const retired = entity.fields.filter((each) => each.retired);
  const published = new Set(base.entities.find((each) => each.key === entity.key)?.fields.map((each) => each.key));
  const newSection = () => {
    const taken = draft.taken(`entities.${entity.key}.form`);
    draft.set(
      addSection(
        draft.app,
        entity.key,
        keyFor(NEW_SECTION, taken, () => ''),
        NEW_SECTION,
      ),
    );
  };
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={16}>
        <Card
          title={<h2 style={{ margin: 0, fontSize: 15 }}>{say(entity.name)}</h2>}
          extra={
            <Flex gap={8} wrap>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                {t('design.addField')}
              </Button>
              <Button onClick={newSection}>{t('design.addSection')}</Button>
            </Flex>
          }
        >
          <Tabs
            items={[
              {
                key: 'form',
                label: t('design.form'),
                children: <FormCanvas draft={draft} entity={entity} chosen={chosen} onChoose={setChosen} />,
              },
              {
                key: 'preview',
                label: t('design.preview'),
                children: (
                  <Part waiting={<Skeleton active paragraph={{ rows: 10 }} />}>
                    <FormPreview app={draft.app} entity={entity} />
                  </Part>
                ),
              },
              {
                key: 'retired',
                label: t('design.retired', { count: retired.length }),
                children:
                  retired.length === 0 ? (
                    <Empty description={t('design.noneRetired')} />
                  ) : (
                    retired.map((each) => (
                      <Flex key={each.key} justify="space-between" align="center" style={{ padding: '6px 0' }}>
                        <span>{say(each.name)}</span>
                        <Button onClick={() => draft.set(restoreField(draft.app, entity.key, each.key))}>{t('design.restoreField')}</Button>
                      </Flex>
                    ))
                  ),
              },
            ]}
          />
        </Card>
      </Col>
      <Col xs={24} xl={8}>
        <Card title={<h2 style={{ margin: 0, fontSize: 15 }}>{field ? say(field.name) : t('design.properties')}</h2>}>
          {field ? (
            <FieldProperties
              key={field.key}
              draft={draft}
              entity={entity}
              field={field}
              isPublished={published.has(field.key)}
              onGone={() => setChosen(undefined)}
            />
          ) : (
            <p>{t('design.chooseField')}</p>
          )}
        </Card>
      </Col>
      <NewFieldDialog open={adding} draft={draft} entity={entity} onClose={() => setAdding(false)} onMade={setChosen} />
    </Row>
  );
}
