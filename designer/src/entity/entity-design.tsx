import { PlusOutlined } from '@ant-design/icons';
import { type App, addSection, type Entity, restoreField } from '@pipewright/definition';
import { later, laterOpened, Nothing, Panel, Part, useDesignText } from '@pipewright/ui';
import { Button, Col, Flex, Row, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import type { Draft } from '../state/draft.ts';
import { keyFor } from '../state/key.ts';
import * as css from './entity.module.css';
import { EntityProperties } from './entity-properties.tsx';
import { FieldProperties } from './field-properties.tsx';
import { FormCanvas } from './form-canvas.tsx';
import { NewFieldDialog } from './new-field.tsx';

const FormPreview = later(() => import('./form-preview.tsx').then((module) => module.FormPreview));

const LookDrawer = laterOpened(() => import('../look/look-drawer.tsx').then((module) => module.LookDrawer));

const NEW_SECTION = { en: 'New section', 'zh-CN': '新分组' };

/** An entity under design: its form by drag, the runtime's own form beside it, and the properties of the chosen field. */
export function EntityDesign({ draft, entity, base }: { draft: Draft; entity: Entity; base: App }) {
  const { t, say } = useDesignText();
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const [looking, setLooking] = useState(false);
  const field = entity.fields.find((each) => each.key === chosen && !each.retired);
  const retired = entity.fields.filter((each) => each.retired);
  const stored = base.entities.find((each) => each.key === entity.key && !each.retired);
  const published = new Set(stored?.fields.map((each) => each.key));
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
        <Panel
          title={say(entity.name)}
          actions={
            <Flex gap={8} wrap>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                {t('design.addField')}
              </Button>
              <Button onClick={newSection}>{t('design.addSection')}</Button>
              <Button onClick={() => setLooking(true)}>{t('design.look')}</Button>
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
                    <Nothing text={t('design.noneRetired')} />
                  ) : (
                    retired.map((each) => (
                      <Flex key={each.key} justify="space-between" align="center" className={css.retired}>
                        <span>{say(each.name)}</span>
                        <Button onClick={() => draft.set(restoreField(draft.app, entity.key, each.key))}>{t('design.restoreField')}</Button>
                      </Flex>
                    ))
                  ),
              },
            ]}
          />
        </Panel>
      </Col>
      <Col xs={24} xl={8}>
        <Panel title={field ? say(field.name) : t('design.properties')}>
          {field ? (
            <FieldProperties
              key={field.key}
              draft={draft}
              entity={entity}
              field={field}
              isPublished={published.has(field.key)}
              stored={stored !== undefined}
              onGone={() => setChosen(undefined)}
            />
          ) : (
            <>
              <EntityProperties draft={draft} entity={entity} />
              <p>{t('design.chooseField')}</p>
            </>
          )}
        </Panel>
      </Col>
      <LookDrawer open={looking} app={draft.app} base={base} entity={entity} onClose={() => setLooking(false)} />
      <NewFieldDialog open={adding} draft={draft} entity={entity} onClose={() => setAdding(false)} onMade={setChosen} />
    </Row>
  );
}
