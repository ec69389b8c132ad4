/** A picture as ECharts takes it. */
export type Option = Readonly<Record<string, unknown>>;

/** The inks of a picture, in light or in dark. */
export interface Inks {
  readonly ink: string;
  readonly faint: string;
}

/** The inks on a light and on a dark ground. */
export const INKS = {
  light: { ink: '#3d4350', faint: '#e4e7ec' },
  dark: { ink: '#d0d0d0', faint: '#3a3a3a' },
} as const satisfies Readonly<Record<string, Inks>>;
