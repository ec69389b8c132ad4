import type { Color, Field, MapChoice, Option } from '@pipewright/definition';
import type { Placed } from './forest.ts';

/** Somebody on a map: name, what stands under it, whom that person reports to, and what was chosen of each. */
export interface MapPerson extends Placed {
  readonly name: string;
  readonly subtitle: string;
  /** True where the one above is not among those who may be seen. */
  readonly outOfSight: boolean;
  readonly chosen: Readonly<Partial<Record<MapChoice, string>>>;
}

/** The fields that are drawn of everybody. */
export type MapFields = Readonly<Partial<Record<MapChoice, Field>>>;

/** What may be done on a map; what is left out may not. */
export interface MapActs {
  readonly open: (id: string) => void;
  /** Puts somebody below another, or below nobody. */
  readonly place?: ((id: string, above: string | null) => void) | undefined;
  /** Says something of somebody, or that it is not known. */
  readonly choose?: ((id: string, what: MapChoice, option: string | null) => void) | undefined;
  /** Which of it may be said. */
  readonly choosable: readonly MapChoice[];
  /** Adds somebody, below another or by themselves. */
  readonly add?: ((above: string | null) => void) | undefined;
}

/** What was chosen of somebody. */
export function optionOf(fields: MapFields, { chosen }: MapPerson, what: MapChoice): Option | undefined {
  return fields[what]?.options?.find(({ key }) => key === chosen[what]);
}

const SIGNS: Readonly<Partial<Record<Color, string>>> = { green: '＋', cyan: '＋', red: '－', orange: '－', grey: '？' };

/** The sign of an attitude, so that nobody needs its colour: for us, against us, not known, or neither. */
export function attitudeSign(color: Color | undefined): string {
  return (color && SIGNS[color]) ?? '＝';
}
