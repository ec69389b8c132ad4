import { type Field, hasTrait } from '@pipewright/definition';
import {
  type ErrorListProps,
  errorId,
  type FieldProps,
  type FieldTemplateProps,
  helpId,
  type ObjectFieldTemplateProps,
  type RJSFValidationError,
  toFieldPathId,
} from '@rjsf/utils';
import { Alert } from 'antd';
import { FieldInput } from '../field/input/field-input.tsx';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import * as css from './form.module.css';
import type { FormContext } from './form-context.ts';
import { uncover } from './uncover.ts';

/** The field of the form that a fault belongs to; undefined where that is none. */
export function fieldOfError({ property }: RJSFValidationError, shown: object): string | undefined {
  const key = property?.slice(1) ?? '';
  return Object.hasOwn(shown, key) ? key : undefined;
}

function ErrorList({ errors, schema, registry }: ErrorListProps) {
  const { t } = useText();
  const { focusOn } = registry.formContext as FormContext;
  const titles = (schema.properties ?? {}) as Readonly<Record<string, { readonly title?: string }>>;
  // What is wrong is said at the field; here it is named, once.
  const keys = errors.map((error) => fieldOfError(error, titles));
  const lines = errors.map((error, i) => ({ error, key: keys[i] })).filter(({ key }, i) => key === undefined || keys.indexOf(key) === i);
  const line = (error: RJSFValidationError, key: string | undefined) => {
    if (!key) return error.message;
    return (
      <a
        href={`#${toFieldPathId(key, registry.globalFormOptions).$id}`}
        onClick={(event) => {
          event.preventDefault();
          focusOn(error);
        }}
      >
        {titles[key]?.title}
      </a>
    );
  };
  return (
    <div id={errorId(registry.globalFormOptions.idPrefix)} tabIndex={-1} className={css.faults}>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t('form.faults')}
        description={
          <ul className={look.bullets}>
            {lines.map(({ error, key }) => (
              <li key={error.stack}>{line(error, key)}</li>
            ))}
          </ul>
        }
      />
    </div>
  );
}

function InputField({ uiSchema, formData, onChange, fieldPathId, rawErrors, disabled, required, registry }: FieldProps) {
  const { currency, names, narrowing, onName, warn } = registry.formContext as FormContext;
  const field = uiSchema?.['ui:options']?.definition as unknown as Field;
  const invalid = (rawErrors?.length ?? 0) > 0;
  const below = [...(invalid ? [errorId(fieldPathId)] : []), ...(uiSchema?.['ui:help'] ? [helpId(fieldPathId)] : [])];
  return (
    <FieldInput
      field={field}
      id={fieldPathId.$id}
      value={formData ?? null}
      name={names[field.key]}
      currency={currency}
      invalid={invalid}
      required={required ?? false}
      disabled={disabled ?? false}
      describedBy={below.join(' ')}
      warning={warn(field, formData)}
      within={narrowing(field)}
      onChange={(value, name) => {
        onName(field.key, name);
        onChange(value ?? null, fieldPathId.path);
      }}
    />
  );
}

function FieldTemplate({ id, label, required, rawErrors, rawHelp, children }: FieldTemplateProps) {
  if (!label) return children;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: they are those of the input inside
    <div className={css.field} onClick={uncover} onKeyUp={(event) => event.key === 'Tab' && uncover(event)}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span aria-hidden="true" className={css.star}>
            *
          </span>
        )}
      </label>
      {children}
      {rawHelp && (
        <div id={helpId(id)} className={`${css.below} ${look.quiet}`}>
          {rawHelp}
        </div>
      )}
      {rawErrors && rawErrors.length > 0 && (
        <div id={errorId(id)} className={`${css.below} ${look.bad}`}>
          {rawErrors.map((error) => (
            <div key={error}>{error}</div>
          ))}
        </div>
      )}
    </div>
  );
}

function ObjectTemplate({ properties, uiSchema }: ObjectFieldTemplateProps) {
  const sections = (uiSchema?.['ui:options']?.sections ?? []) as readonly { key: string; name: string; fields: readonly string[] }[];
  const byKey = new Map(properties.map((property) => [property.name, property]));
  const isWide = (key: string) => {
    const field = uiSchema?.[key]?.['ui:options']?.definition as Field | undefined;
    return field !== undefined && hasTrait(field, 'wide');
  };
  return sections.map((section) => (
    <fieldset key={section.key} className={css.section}>
      <legend>{section.name}</legend>
      <div className={css.room}>
        <div className={css.fields}>
          {section.fields.map((key) => (
            <div key={key} className={isWide(key) ? css.wide : ''}>
              {byKey.get(key)?.content}
            </div>
          ))}
        </div>
      </div>
    </fieldset>
  ));
}

/** How rjsf draws a field of an app. */
export const FIELDS = { pipewright: InputField };

/** How rjsf draws what stands around the fields: labels, help and faults, sections, and the summary of the faults. */
export const TEMPLATES = { ErrorListTemplate: ErrorList, FieldTemplate, ObjectFieldTemplate: ObjectTemplate };
