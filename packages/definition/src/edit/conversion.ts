import type { App } from '../model/app.ts';
import type { Conversion, ConversionTarget } from '../model/conversion.ts';
import { editEntity } from './entity.ts';

/** Changes the conversion of an entity; nothing where it is not converted. */
export function editConversion(app: App, key: string, change: (conversion: Conversion) => Conversion): App {
  return editEntity(app, key, (entity) => (entity.conversion ? { ...entity, conversion: change(entity.conversion) } : entity));
}

/** Takes the conversion of an entity away. The fields that it wrote stay, with what they hold. */
export function removeConversion(app: App, key: string): App {
  return editEntity(app, key, ({ conversion: _, ...rest }) => rest);
}

/** Lets a field of a result begin with a field of the converted record; without one it begins empty, and nothing is compared by it. */
export function mapConverted(app: App, entity: string, target: string, field: string, from: string | undefined): App {
  const mapped = ({ match, ...rest }: ConversionTarget): ConversionTarget => {
    if (from !== undefined) return { ...rest, ...(match ? { match } : {}), values: { ...rest.values, [field]: { var: from } } };
    const { [field]: _, ...values } = rest.values;
    const left = match?.filter((key) => key !== field) ?? [];
    return { ...rest, ...(left.length > 0 ? { match: left } : {}), values };
  };
  return editConversion(app, entity, (conversion) => ({
    ...conversion,
    targets: conversion.targets.map((each) => (each.key === target ? mapped(each) : each)),
  }));
}
