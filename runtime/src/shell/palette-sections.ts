import type { ReactNode } from 'react';
import { soundsLike } from './spoken.ts';

/** Something that the palette offers. */
export interface Offer {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** The syllables of the label, where it is Chinese. */
  readonly spoken?: readonly string[];
  /** What tells it from others of that name. */
  readonly detail?: string;
  /** What kind of thing it is. */
  readonly kind?: string;
  readonly run: () => void;
}

/** What a palette offers under one heading. */
export interface OfferSection {
  readonly of: 'recent' | 'records' | 'pages' | 'make' | 'more';
  readonly offers: readonly Offer[];
}

/** All that there is to offer: what does not depend on the text, and the records that the text finds. */
export interface Offered {
  readonly recent: readonly Offer[];
  readonly records: readonly Offer[];
  readonly pages: readonly Offer[];
  readonly make: readonly Offer[];
  readonly more: readonly Offer[];
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().trim();

/**
 * What is offered for a text. Without one: what was opened last, and everywhere one may go. With one: pages that begin with it, then the records that it
 * finds, then whatever else has it in its name, so that what stands first does not change while records are still looked for.
 */
export function sectionsFor(text: string, { recent, records, pages, make, more }: Offered): OfferSection[] {
  const wanted = plain(text);
  const sounded = wanted.replaceAll(' ', '');
  const begins = ({ label, spoken = [] }: Offer) => plain(label).startsWith(wanted) || soundsLike(sounded, spoken, false);
  const has = ({ label, spoken = [] }: Offer) => plain(label).includes(wanted) || soundsLike(sounded, spoken, true);
  const sections: OfferSection[] = wanted
    ? [
        { of: 'pages', offers: pages.filter(begins) },
        { of: 'records', offers: records },
        { of: 'pages', offers: pages.filter((offer) => has(offer) && !begins(offer)) },
        { of: 'make', offers: make.filter(has) },
        { of: 'more', offers: more.filter(has) },
      ]
    : [
        { of: 'recent', offers: recent },
        { of: 'pages', offers: pages },
        { of: 'make', offers: make },
        { of: 'more', offers: more },
      ];
  return sections.filter(({ offers }) => offers.length > 0);
}
