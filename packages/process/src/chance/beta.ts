const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 5 / 5940];

/** The logarithm of the gamma function of a number above zero: Stirling's series, after moving the argument to where that is exact to the last digits. */
export function lnGamma(x: number): number {
  let [moved, product] = [x, 1];
  while (moved < 12) {
    product *= moved;
    moved += 1;
  }
  const inverse = 1 / moved;
  let [series, power] = [0, inverse];
  for (const term of STIRLING) {
    series += term * power;
    power *= inverse * inverse;
  }
  return (moved - 0.5) * Math.log(moved) - moved + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}

const lnBeta = (a: number, b: number) => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

/** How well a share `p` that is believed like `weight` cases tells of `won` cases out of `n`: the logarithm of the beta-binomial evidence, without what depends on the cases only. */
export function evidence(won: number, n: number, p: number, weight: number): number {
  const [a, b] = [p * weight, (1 - p) * weight];
  return lnBeta(a + won, b + n - won) - lnBeta(a, b);
}

const STEPS = 300;
const TINY = 1e-300;

/** The continued fraction of the incomplete beta function, by Lentz. */
function fraction(x: number, a: number, b: number): number {
  const held = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let [c, d] = [1, 1 / held(1 - ((a + b) * x) / (a + 1))];
  let found = d;
  for (let m = 1; m <= STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / held(1 + even * d);
    c = held(1 + even / c);
    found *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / held(1 + odd * d);
    c = held(1 + odd / c);
    found *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return found;
}

/** How much of a beta distribution lies below `x`. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) - lnBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

/** Below which value this much of a beta distribution lies. */
export function betaAt(share: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
