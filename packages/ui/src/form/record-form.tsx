import type { App, Entity, Fault, Field } from '@pipewright/definition';
import { hasTrait, writableFields } from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import { formFacts, formFaults, mayBeShown, prepare } from '@pipewright/process';
// The package's entry pulls ajv in with its test tools, and ajv makes code at run time, which the content policy forbids.
import Form from '@rjsf/core/lib/components/Form.js';
import type { FieldProps, FieldTemplateProps, ObjectFieldTemplateProps } from '@rjsf/utils';
import { Alert, Col, Row, theme } from 'antd';
import { createContext, useContext, useMemo, useRef } from 'react';
import { FieldInput } from '../field/input/field-input.tsx';
import { useText } from '../text/language.ts';
import { useFarFacts } from './far-facts.ts';
import { formFields, formSchema } from './form-schema.ts';
import { ruleValidator } from './validator.ts';

/** The values of a form by field. */
export type FormValues = Readonly<Record<string, Value>>;

interface FormContext {
  readonly currency: string;
  readonly names: Readonly<Record<string, string>>;
  readonly locked: ReadonlySet<string>;
  readonly onName: (key: string, name: string | undefined) => void;
}

const Context = createContext<FormContext>({ currency: 'CNY', names: {}, locked: new Set(), onName: () => undefined });

/** What a record's form is given. */
export interface RecordFormProps {
  readonly app: App;
  readonly entity: Entity;
  readonly id: string;
  readonly values: FormValues;
  /** The record as the server gives it; null for a new one. */
  readonly before: FormValues | null;
  readonly names: Readonly<Record<string, string>>;
  /** Fields this person may read but not change. */
  readonly readonlyFields: readonly string[];
  readonly faults: readonly Fault[];
  readonly surroundings: Facts;
  readonly onChange: (values: FormValues, names: Readonly<Record<string, string>>) => void;
  readonly onSubmit: () => void;
  /** Called with what is wrong when the form refuses to be sent. */
  readonly onRefuse: (faults: readonly Fault[]) => void;
  readonly children?: React.ReactNode;
}

/** The form of a record, laid out by the definition: sections, conditional fields, errors beside their fields and in a summary that leads there. */
export function RecordForm(props: RecordFormProps) {
  const { app, entity, values, before, names, surroundings, faults } = props;
  const { language, t } = useText();
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  const factsOf = useFarFacts(app, prepared, values, before);
  const facts = formFacts(prepared, { values, before, surroundings, factsOf });
  // A field with a fault is shown whatever its condition says: there is no other way to mend it.
  const faulty = new Set(faults.map((fault) => fault.path));
  const hidden = formFields(entity).flatMap((field) => (faulty.has(field.key) || mayBeShown(prepared, field, facts) ? [] : [field.key]));
  const required = new Set(entity.fields.flatMap((field) => (field.required || field.key === entity.title ? [field.key] : [])));
  const hiddenKey = hidden.join();
  const shown = useMemo(() => {
    const gone = new Set(hiddenKey.split(','));
    return {
      ...entity,
      form: entity.form
        .map((section) => ({ ...section, fields: section.fields.filter((key) => !gone.has(key)) }))
        .filter((section) => section.fields.length > 0),
    };
  }, [entity, hiddenKey]);
  const { schema, uiSchema } = formSchema(shown, language, required);
  const judge = (data: Facts) => formFaults(prepared, { values: data, before, surroundings, factsOf }, language);
  const latest = useRef(judge);
  latest.current = judge;
  const validator = useMemo(() => ruleValidator((data) => latest.current(data)), []);
  const writable = new Set(writableFields(entity).map((field) => field.key));
  const locked = new Set([...props.readonlyFields, ...formFields(entity).flatMap((field) => (writable.has(field.key) ? [] : [field.key]))]);
  const extra = Object.fromEntries(
    Object.entries(Object.groupBy(faults, (fault) => fault.path)).map(([path, list]) => [
      path,
      { __errors: list?.map((fault) => fault.message) ?? [] },
    ]),
  );
  const names_ = useRef(names);
  names_.current = names;
  return (
    <Context.Provider
      value={{
        currency: app.currency,
        names,
        locked,
        onName: (key, name) => {
          names_.current = { ...names_.current, ...(name ? { [key]: name } : {}) };
        },
      }}
    >
      <FaultSummary entity={entity} faults={faults} id={props.id} title={t('form.faults')} />
      <Form
        id={props.id}
        idPrefix={props.id}
        schema={schema}
        uiSchema={uiSchema}
        formData={values}
        validator={validator}
        extraErrors={extra as never}
        extraErrorsBlockSubmit={false}
        noHtml5Validate
        showErrorList={false}
        fields={FIELDS}
        templates={TEMPLATES}
        onChange={({ formData }) => props.onChange(formData as FormValues, names_.current)}
        onSubmit={() => props.onSubmit()}
        onError={() => props.onRefuse(judge(values))}
      >
        {props.children ?? <span />}
      </Form>
    </Context.Provider>
  );
}

function FaultSummary({ entity, faults, id, title }: { entity: Entity; faults: readonly Fault[]; id: string; title: string }) {
  if (faults.length === 0) return null;
  const known = new Set(entity.fields.map((field) => field.key));
  const jump = (path: string) => {
    const target = document.getElementById(`${id}_${path}`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  };
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={title}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.message}`}>
              {known.has(fault.path) ? (
                <a
                  href={`#${id}_${fault.path}`}
                  onClick={(event) => {
                    event.preventDefault();
                    jump(fault.path);
                  }}
                >
                  {fault.message}
                </a>
              ) : (
                fault.message
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function InputField({ uiSchema, formData, onChange, fieldPathId, rawErrors }: FieldProps) {
  const { currency, names, locked, onName } = useContext(Context);
  const field = uiSchema?.['ui:options']?.definition as unknown as Field;
  return (
    <FieldInput
      field={field}
      id={fieldPathId.$id}
      value={formData ?? null}
      name={names[field.key]}
      currency={currency}
      invalid={(rawErrors?.length ?? 0) > 0}
      disabled={locked.has(field.key)}
      onChange={(value, name) => {
        onName(field.key, name);
        onChange(value ?? null, fieldPathId.path);
      }}
    />
  );
}

function FieldTemplate({ id, label, required, rawErrors, rawHelp, children }: FieldTemplateProps) {
  const { token } = theme.useToken();
  if (!label) return children;
  return (
    <div style={{ marginBottom: 16 }}>
      <label htmlFor={id} style={{ display: 'block', marginBottom: 4 }}>
        {label}
        {required && (
          <span aria-hidden="true" style={{ color: token.colorErrorText, marginInlineStart: 4 }}>
            *
          </span>
        )}
      </label>
      {children}
      {rawHelp && <div style={{ color: token.colorTextDescription, fontSize: 13, marginTop: 2 }}>{rawHelp}</div>}
      {rawErrors?.map((error) => (
        <div key={error} role="alert" style={{ color: token.colorErrorText, fontSize: 13, marginTop: 2 }}>
          {error}
        </div>
      ))}
    </div>
  );
}

function ObjectTemplate({ properties, uiSchema }: ObjectFieldTemplateProps) {
  const sections = (uiSchema?.['ui:options']?.sections ?? []) as readonly { key: string; name: string; fields: readonly string[] }[];
  const byKey = new Map(properties.map((property) => [property.name, property]));
  return sections.map((section) => (
    <fieldset key={section.key} style={{ border: 0, padding: 0, margin: '0 0 8px', minWidth: 0 }}>
      <legend style={{ fontWeight: 600, fontSize: 15, marginBottom: 8 }}>{section.name}</legend>
      <Row gutter={24}>
        {section.fields.map((key) => {
          const property = byKey.get(key);
          const field = (property?.content.props as { uiSchema?: { 'ui:options'?: { definition?: Field } } } | undefined)?.uiSchema?.[
            'ui:options'
          ]?.definition;
          return property ? (
            <Col key={key} xs={24} md={field && hasTrait(field, 'wide') ? 24 : 12}>
              {property.content}
            </Col>
          ) : null;
        })}
      </Row>
    </fieldset>
  ));
}

const FIELDS = { pipewright: InputField };
const TEMPLATES = { FieldTemplate, ObjectFieldTemplate: ObjectTemplate };
