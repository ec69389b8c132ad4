import type { ReactNode } from 'react';
import * as css from './nothing.module.css';

/** What is not there, which a picture stands for. */
export type Absent = 'records' | 'matches' | 'deleted' | 'figures' | 'links' | 'apps';

const sheet = (
  <>
    <rect className={css.behind} x="44" y="14" width="60" height="46" rx="6" />
    <rect className={css.sheet} x="34" y="22" width="60" height="46" rx="6" />
  </>
);

const drawn: Readonly<Record<Absent, ReactNode>> = {
  records: (
    <>
      {sheet}
      <path className={css.line} d="M44 36h24M44 46h38M44 56h30" />
      <circle className={css.accent} cx="94" cy="66" r="11" />
      <path className={css.sign} d="M94 61v10M89 66h10" />
    </>
  ),
  matches: (
    <>
      {sheet}
      <path className={css.line} d="M44 36h20M44 46h14M44 56h18" />
      <circle className={css.glass} cx="80" cy="48" r="14" />
      <path className={css.stroke} d="M90 58l12 12" />
    </>
  ),
  deleted: (
    <>
      <path className={css.behind} d="M50 20h40l4 8H46z" />
      <path className={css.sheet} d="M46 32h48l-5 36a6 6 0 0 1-6 5H57a6 6 0 0 1-6-5z" />
      <path className={css.stroke} d="M42 30h56M62 30v-6h16v6" />
      <path className={css.line} d="M61 42l2 20M79 42l-2 20M70 42v20" />
    </>
  ),
  figures: (
    <>
      {sheet}
      <path className={css.line} d="M44 60h40" />
      <path className={css.bar} d="M50 58V48M62 58V40M74 58V52" />
      <path className={css.stroke} d="M46 42l14-9 12 6 16-12" />
    </>
  ),
  links: (
    <>
      <rect className={css.behind} x="30" y="20" width="34" height="26" rx="6" />
      <rect className={css.sheet} x="76" y="44" width="34" height="26" rx="6" />
      <path className={css.line} d="M38 30h18M38 37h12M84 54h18M84 61h12" />
      <path className={css.stroke} d="M47 50v4a6 6 0 0 0 6 6h17" strokeDasharray="3 4" />
    </>
  ),
  apps: (
    <>
      <rect className={css.behind} x="44" y="16" width="24" height="24" rx="6" />
      <rect className={css.sheet} x="74" y="16" width="24" height="24" rx="6" />
      <rect className={css.sheet} x="44" y="46" width="24" height="24" rx="6" />
      <circle className={css.accent} cx="86" cy="58" r="12" />
      <path className={css.sign} d="M86 53v10M81 58h10" />
    </>
  ),
};

/** One of a family of pictures for what is not there; in the colours of the theme, and silent, since words stand below it. */
export function EmptyPicture({ of }: { of: Absent }) {
  return (
    <svg className={css.picture} viewBox="0 0 140 88" aria-hidden="true">
      <ellipse className={css.ground} cx="70" cy="76" rx="52" ry="8" />
      {drawn[of]}
    </svg>
  );
}
