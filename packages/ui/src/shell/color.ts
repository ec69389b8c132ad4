import type { Color, Status } from '@pipewright/definition';

/** The text and ground of each colour in light and dark; every pair has a contrast of at least 4.5. */
export const tones: Readonly<
  Record<Color, { readonly light: readonly [string, string]; readonly dark: readonly [string, string]; readonly line: string }>
> = {
  grey: { light: ['#3d4350', '#eceef1'], dark: ['#d6d8dc', '#383a3f'], line: '#8a909c' },
  blue: { light: ['#0f4aa8', '#e3eeff'], dark: ['#a9ccff', '#15305a'], line: '#2f74e0' },
  cyan: { light: ['#075a66', '#dff5f7'], dark: ['#8fdde6', '#0d3d45'], line: '#1597a8' },
  green: { light: ['#1b5e20', '#e2f4e3'], dark: ['#a5dba8', '#1c4020'], line: '#2e9e4f' },
  gold: { light: ['#6d4a00', '#fff3d1'], dark: ['#f2d588', '#4a3608'], line: '#d19a15' },
  orange: { light: ['#8a3b00', '#ffeadb'], dark: ['#ffbf94', '#552a0c'], line: '#e0701f' },
  red: { light: ['#9b1c1c', '#fde6e6'], dark: ['#ffb0b0', '#571f1f'], line: '#d43c3c' },
  purple: { light: ['#552a99', '#f0e8fd'], dark: ['#d0b8f7', '#392060'], line: '#7d4dd1' },
};

/** The colour of each status, the same everywhere. */
export const statusColors: Readonly<Record<Status, Color>> = {
  open: 'blue',
  won: 'green',
  lost: 'red',
  paused: 'gold',
  future: 'purple',
  void: 'grey',
};
