import { describe, expect, it } from 'vitest';
import { personColor } from './person-color.ts';

const people = Array.from({ length: 200 }, (_, i) => `01a00000-0000-7000-8000-${String(i).padStart(12, '0')}`);

describe('the colour of a person', () => {
  it('is always the same for the same person', () => {
    expect(people.map(personColor)).toEqual(people.map(personColor));
    expect(personColor('李娜')).toBe(personColor('李娜'));
  });

  it('tells people apart, and never says that something is wrong or out of use', () => {
    const colors = people.map(personColor);
    expect(new Set(colors)).toEqual(new Set(['blue', 'cyan', 'green', 'gold', 'orange', 'purple']));
    for (const color of new Set(colors)) expect(colors.filter((each) => each === color).length).toBeGreaterThan(15);
  });
});
