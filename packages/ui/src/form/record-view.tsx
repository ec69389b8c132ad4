import { EditOutlined } from '@ant-design/icons';
import { type App, type Entity, fieldOf, hasTrait, type RecordJson } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { factsFor, farFacts, mayBeShown, prepare } from '@pipewright/process';
import { Col, Row } from 'antd';
import { useMemo } from 'react';
import { RecordValue } from '../field/record-value.tsx';
import { useText } from '../text/language.ts';
import { factsOfRecord } from './far-facts.ts';
import * as css from './record-view.module.css';

/** A record to read, laid out like its form; choosing a field starts editing there. */
export function RecordView({
  app,
  entity,
  record,
  surroundings,
  onEdit,
}: {
  app: App;
  entity: Entity;
  record: RecordJson;
  surroundings: Facts;
  onEdit?: ((field: string) => void) | undefined;
}) {
  const { say, t } = useText();
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  const own = record as Facts;
  const facts = factsFor(own, farFacts(prepared.far, own, factsOfRecord(own)), surroundings);
  return entity.form.map((section) => {
    const fields = section.fields.flatMap((key) => fieldOf(entity, key) ?? []).filter((field) => mayBeShown(prepared, field, facts));
    if (fields.length === 0) return null;
    return (
      <section key={section.key} className={css.section} aria-label={say(section.name)}>
        <h3>{say(section.name)}</h3>
        <Row gutter={[24, 4]}>
          {fields.map((field) => (
            <Col key={field.key} xs={24} md={hasTrait(field, 'wide') ? 24 : 12}>
              <div className={css.row}>
                <span>{say(field.name)}</span>
                <span className={css.value}>
                  <RecordValue entity={entity} field={field} record={record} currency={app.currency} />
                </span>
                {onEdit && (
                  <button
                    type="button"
                    className="pw-quiet"
                    aria-label={t('record.editField', { field: say(field.name) })}
                    onClick={() => onEdit(field.key)}
                  >
                    <EditOutlined />
                  </button>
                )}
              </div>
            </Col>
          ))}
        </Row>
      </section>
    );
  });
}
