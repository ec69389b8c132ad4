import type { Term } from '@pipewright/logic';

/** What a number is counted in: a currency, or nothing (`''`); undefined where currencies are mixed, or one is multiplied by another. */
export type Unit = string | undefined;

/** The unit of an expression, by that of each name it reads. A number that stands in it as a constant is of any unit. */
export function unitOf(term: Term, unitOfName: (name: string) => string): Unit {
  const of = (each: Term | undefined): Unit => (each ? unitOf(each, unitOfName) : '');
  const alike = (terms: readonly Term[]): Unit => {
    const units = [...new Set(terms.filter((each) => each.kind !== 'value').map(of))];
    return units.length > 1 ? undefined : units.length === 1 ? units[0] : '';
  };
  if (term.kind === 'value') return '';
  if (term.kind === 'var') return unitOfName(term.name);
  if (term.kind === 'if') return alike([...term.cases.map((each) => each.value), term.otherwise]);
  const [a, b] = term.terms;
  switch (term.operator) {
    case '+':
    case '-':
    case 'min':
    case 'max':
      return alike(term.terms);
    case '*': {
      const money = term.terms.map(of).filter((unit) => unit !== '');
      return money.length > 1 ? undefined : money.length > 0 ? money[0] : '';
    }
    case '/':
      if (of(b) === '') return of(a);
      return of(b) !== undefined && of(a) === of(b) ? '' : undefined;
    case 'round':
      return of(a);
    default:
      return '';
  }
}
