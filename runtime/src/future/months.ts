/** What is done with records that wait: they are taken up again, or put off to another day. */
export type FutureAct = { readonly kind: 'wake' } | { readonly kind: 'putOff'; readonly until: string };

const AHEAD = 12;

/** The months after that of a day, as `YYYY-MM`: to their first days something can be put off. */
export function monthsAhead(today: string): readonly { readonly month: string }[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: AHEAD }, (_, i) => {
    const at = year * 12 + month + i;
    return { month: `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}` };
  });
}
