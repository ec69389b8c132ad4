import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPageOnDrop } from './keep-page.ts';

let end: () => void;
beforeEach(() => {
  document.body.innerHTML = '<main><p>beside</p><div id="box"></div><input type="file"></main>';
  end = keepPageOnDrop(document);
});
afterEach(() => {
  end();
  document.body.innerHTML = '';
});

/** Drags something over a place and drops it; answers what became of both. */
function drop(place: string, types: string[]) {
  return ['dragover', 'drop'].map((name) => {
    const event = new Event(name, { bubbles: true, cancelable: true }) as unknown as DragEvent & { dataTransfer: object };
    const dataTransfer = { types, dropEffect: 'copy' };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    document.querySelector(place)?.dispatchEvent(event);
    return [event.defaultPrevented, dataTransfer.dropEffect];
  });
}
const kept = [true, 'none'];
const left = [false, 'copy'];

describe('a file that is dropped', () => {
  it('beside a place for it does not open in the page’s stead', () => {
    expect([drop('p', ['Files']), drop('main', ['text/plain', 'Files'])]).toEqual([
      [kept, kept],
      [kept, kept],
    ]);
  });

  it('is left to whoever takes it, as are texts', () => {
    const taken = (event: Event) => event.preventDefault();
    for (const name of ['dragover', 'drop']) document.querySelector('#box')?.addEventListener(name, taken);
    expect(drop('#box', ['Files'])).toEqual([
      [true, 'copy'],
      [true, 'copy'],
    ]);
    expect([drop('input', ['Files']), drop('p', ['text/plain'])]).toEqual([
      [left, left],
      [left, left],
    ]);
    end();
    expect(drop('p', ['Files'])).toEqual([left, left]);
  });
});
