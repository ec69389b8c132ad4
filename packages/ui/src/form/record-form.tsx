import type { App, Entity, Fault } from '@pipewright/definition';
import { writableFields } from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import { formGround, isPastClose, mayBeShown, prepare } from '@pipewright/process';
// The package's entry pulls ajv in with its test tools, and ajv makes code at run time, which the content policy forbids.
import Form from '@rjsf/core/lib/components/Form.js';
import { errorId, type RJSFValidationError, toErrorList, type ValidatorType } from '@rjsf/utils';
import { useEffect, useMemo, useRef, useState } from 'react';
import { TodayContext } from '../field/today.ts';
import { useText } from '../text/language.ts';
import { begunIn, typedIn } from './beginning.ts';
import { ruledValues, ruleHints, typedBesideRules, withReasons } from './by-rule.ts';
import { useFarFacts } from './far-facts.ts';
import { useStandingFaults } from './faults.ts';
import type { FormContext } from './form-context.ts';
import { formFields } from './form-fields.ts';
import { FIELDS, fieldOfError, TEMPLATES } from './form-parts.tsx';
import { errorSchema, formSchema } from './form-schema.ts';
import { judge } from './judge.ts';
import { narrowingOf } from './lookup.ts';

/** The values of a form by field. */
export type FormValues = Readonly<Record<string, Value>>;

/** What a record's form is given. */
export interface RecordFormProps {
  readonly app: App;
  readonly entity: Entity;
  readonly id: string;
  /** What was typed, and what there is already; a field of a new record that is not in it begins with its default. */
  readonly values: FormValues;
  /** The record as the server gives it; null for a new one. */
  readonly before: FormValues | null;
  readonly names: Readonly<Record<string, string>>;
  /** Fields this person may read but not change. */
  readonly readonlyFields: readonly string[];
  /** What is wrong, by whomever it was found. The first of a new list gets the focus; one whose field is changed is shown no longer. */
  readonly faults: readonly Fault[];
  readonly surroundings: Facts;
  readonly onChange: (values: FormValues, names: Readonly<Record<string, string>>) => void;
  /** Called with the values to be sent; those of a new record with the defaults that were shown. */
  readonly onSubmit: (values: FormValues) => void;
  /** Called with what is wrong when the form refuses to be sent; to be given back as `faults`. */
  readonly onRefuse: (faults: readonly Fault[]) => void;
  readonly children?: React.ReactNode;
}

// The rules of an app are judged by `formFaults`, in the server's words and without making code; rjsf is told what was found.
const validator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({ errors: [] }),
};

// A list that needs a value is not given one that nobody chose.
const NOTHING_MADE_UP = { arrayMinItems: { populate: 'never' } } as const;

/** The form of a record, laid out by the definition: sections, conditional fields, faults at their fields and in a summary that leads there. */
export function RecordForm(props: RecordFormProps) {
  const { app, entity, values, before, names, surroundings, faults } = props;
  const { language, t, say } = useText();
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  const factsOf = useFarFacts(app, prepared, values, before);
  const today = String(surroundings.today);
  const [began] = useState(surroundings);
  const standingOn = { before, surroundings, began, factsOf };
  const { facts, defaults, ruled } = formGround(prepared, { values, ...standingOn });
  // A field with a fault is shown whatever its condition says: there is no other way to mend it.
  const faulty = new Set(faults.map((fault) => fault.path));
  const hidden = formFields(entity).flatMap((field) => (faulty.has(field.key) || mayBeShown(prepared, field, facts) ? [] : [field.key]));
  const hiddenKey = hidden.join();
  const byHand = Object.keys(ruled)
    .filter((key) => ruled[key]?.byHand)
    .join();
  const shown = useMemo(() => {
    const gone = new Set(hiddenKey.split(','));
    const form = withReasons(entity, new Set(byHand.split(','))).form;
    return {
      ...entity,
      form: form
        .map((section) => ({ ...section, fields: section.fields.filter((key) => !gone.has(key)) }))
        .filter((section) => section.fields.length > 0),
    };
  }, [entity, hiddenKey, byHand]);
  const begun = begunIn(shown, values, defaults);
  const required = new Set(entity.fields.flatMap((field) => (field.required || field.key === entity.title ? [field.key] : [])));
  const unsaid = entity.fields.flatMap(({ key, byRule }) => (byRule && !byRule.mayOverride ? [key] : []));
  const writable = new Set(writableFields(entity).map((field) => field.key));
  const locked = new Set([
    ...props.readonlyFields,
    ...unsaid,
    ...formFields(entity).flatMap((field) => (writable.has(field.key) ? [] : [field.key])),
  ]);
  const { schema, uiSchema } = formSchema(shown, language, { required, locked, hints: ruleHints(shown, ruled, { t, say }) });
  const byRule = ruledValues(ruled, values, before);
  const drawn = { ...values, ...begun, ...byRule };
  const standing = errorSchema(useStandingFaults(faults, drawn), shown);
  const form = useRef<Form>(null);
  const focusOn = (error: RJSFValidationError) => {
    form.current?.focusOnError(error);
    // In the middle, where no bar at an edge covers it.
    document.activeElement?.scrollIntoView({ block: 'center' });
  };
  // A new list of faults leads to the first field that can be mended, whether the form or the server found them.
  const lead = useRef<() => void>(() => undefined);
  lead.current = () => {
    const first = toErrorList(standing).find((error) => {
      const key = fieldOfError(error, schema.properties ?? {});
      return key !== undefined && !locked.has(key);
    });
    if (first) focusOn(first);
    else document.getElementById(errorId(props.id))?.focus();
  };
  useEffect(() => {
    if (faults.length === 0) return;
    // rjsf draws a field that is only now shown in a turn of its own.
    const turn = setTimeout(() => lead.current());
    return () => clearTimeout(turn);
  }, [faults]);
  const latestNames = useRef(names);
  latestNames.current = names;
  const context: FormContext = {
    currency: app.currency,
    names,
    onName: (key, name) => {
      if (name) latestNames.current = { ...latestNames.current, [key]: name };
    },
    warn: (field, value) => (isPastClose(entity, field.key, { ...before, [field.key]: value }, today) ? t('form.pastClose') : undefined),
    narrowing: (field) => narrowingOf(app, entity, field, { ...before, ...drawn }),
    focusOn,
  };
  const submit = (sent: FormValues) => {
    const found = judge(prepared, { values: sent, ...standingOn }, app.currency, language);
    if (found.length > 0) props.onRefuse(found);
    else props.onSubmit(Object.fromEntries(Object.entries(sent).filter(([key]) => !unsaid.includes(key))));
  };
  return (
    <TodayContext value={today}>
      <Form
        ref={form}
        id={props.id}
        idPrefix={props.id}
        schema={schema}
        uiSchema={uiSchema}
        formData={drawn}
        formContext={context}
        validator={validator}
        noValidate
        experimental_defaultFormStateBehavior={NOTHING_MADE_UP}
        noHtml5Validate
        extraErrors={standing}
        fields={FIELDS}
        templates={TEMPLATES}
        onChange={({ formData }) =>
          props.onChange(typedBesideRules(typedIn(formData as FormValues, values, begun), byRule, values), latestNames.current)
        }
        onSubmit={({ formData }) => submit(formData as FormValues)}
      >
        {props.children ?? <span />}
      </Form>
    </TodayContext>
  );
}
