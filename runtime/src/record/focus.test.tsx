import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { focusWhenThere } from './focus.ts';

beforeEach(() => {
  document.body.innerHTML = '';
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const input = () => {
  document.body.innerHTML = '<input id="late">';
  return document.activeElement?.id;
};

it('the focus goes to what is there, or as soon as it is', () => {
  input();
  focusWhenThere('late');
  expect(document.activeElement?.id).toBe('late');
  document.body.innerHTML = '';
  focusWhenThere('late');
  vi.advanceTimersByTime(500);
  expect(input()).not.toBe('late');
  vi.advanceTimersByTime(50);
  expect(document.activeElement?.id).toBe('late');
});

it('waits no longer than three seconds', () => {
  focusWhenThere('late');
  vi.advanceTimersByTime(3100);
  input();
  vi.advanceTimersByTime(10_000);
  expect(document.activeElement?.id).not.toBe('late');
  expect(vi.getTimerCount()).toBe(0);
});
