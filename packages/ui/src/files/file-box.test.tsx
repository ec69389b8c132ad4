import type { Field, FileJson } from '@pipewright/definition';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { act, draw, fireEvent, screen, waitFor } from '../../../../test/dom/draw.tsx';
import { FileBox } from './file-box.tsx';
import { type FileShelf, FileShelfContext, type UploadWay } from './file-shelf.ts';

const field = (more: object = {}) => ({ key: 'f', type: 'file', name: { en: 'Papers', 'zh-CN': '资料' }, ...more }) as Field;
const known = (id: string): FileJson => ({
  ...{ id, name: `${id}.pdf`, media: 'application/pdf', size: 2048, at: '2026-03-01T08:00:00.000Z' },
  by: { id: 'p1', name: 'Anna' },
});
const file = (name: string, content = 'content') => new File([content], name);

/** A shelf whose uploads end when the test says so. */
function shelfOf() {
  const under: { file: File; way: UploadWay; end: (made: FileJson) => void; refuse: (words: string) => void }[] = [];
  const shelf: FileShelf = {
    put: (_, sent, way) =>
      new Promise((end, fail) => {
        under.push({ file: sent, way, end, refuse: (words) => fail(new Error(words)) });
        way.signal.addEventListener('abort', () => fail(way.signal.reason));
      }),
    about: async (ids) => ids.filter((id) => id !== 'gone').map((id) => known(id)),
    hrefOf: (id, inline) => `/files/${id}${inline ? '?inline' : ''}`,
  };
  return { shelf, under };
}

async function boxOf(more: object = {}, begin: string[] = [], language: 'en' | 'zh-CN' = 'en') {
  const { shelf, under } = shelfOf();
  const onRemove = vi.fn();
  function Harness() {
    const [ids, setIds] = useState(begin);
    return (
      <FileShelfContext.Provider value={shelf}>
        <FileBox field={field(more)} ids={ids} label="Papers" onAdd={({ id }) => setIds((all) => [...all, id])} onRemove={onRemove} />
      </FileShelfContext.Provider>
    );
  }
  const drawn = await draw(<Harness />, language);
  return { ...drawn, under, onRemove, input: () => screen.getByLabelText<HTMLInputElement>('Papers') };
}

describe('a box of files', () => {
  it('shows what is there, with a way to each, and says of what is gone that it is', async () => {
    const { person, onRemove } = await boxOf({}, ['a', 'gone']);
    const link = await screen.findByLabelText<HTMLAnchorElement>('Download “a.pdf”');
    expect([link.getAttribute('href'), link.download]).toEqual(['/files/a', 'a.pdf']);
    expect(screen.getByText(/^2 KB · Anna · 2026-03-01/)).toBeTruthy();
    expect(screen.getByText('A file that is not there any more')).toBeTruthy();
    await person.click(screen.getByLabelText('Remove “a.pdf”'));
    expect(onRemove).toHaveBeenCalledWith(known('a'));
  });

  it('sends two at a time, says how far each is, and shows them once they are there', async () => {
    const { person, input, under } = await boxOf();
    await person.upload(
      input(),
      ['1.pdf', '2.pdf', '3.pdf'].map((name) => file(name)),
    );
    await waitFor(() => expect(under.map((each) => each.file.name)).toEqual(['1.pdf', '2.pdf']));
    await act(async () => under[0]?.way.onProgress(0.42));
    expect(screen.getByLabelText('Uploading “1.pdf”').getAttribute('aria-valuenow')).toBe('42');
    await act(async () => under[0]?.end(known('1')));
    expect(await screen.findByLabelText('Download “1.pdf”')).toBeTruthy();
    await waitFor(() => expect(under.map((each) => each.file.name)).toEqual(['1.pdf', '2.pdf', '3.pdf']));
  });

  it('says what was refused, tries it again, and gives up what is under way', async () => {
    const { person, input, under } = await boxOf();
    await person.upload(input(), [file('1.pdf')]);
    await waitFor(() => expect(under).toHaveLength(1));
    await act(async () => under[0]?.refuse('The server says no.'));
    expect((await screen.findByRole('alert')).textContent).toBe('The server says no.');
    await person.click(screen.getByLabelText('Try “1.pdf” again'));
    await waitFor(() => expect(under).toHaveLength(2));
    await person.click(screen.getByLabelText('Cancel the upload of “1.pdf”'));
    expect(under[1]?.way.signal.aborted).toBe(true);
    await waitFor(() => expect(screen.queryByText('1.pdf')).toBeNull());
  });

  it('refuses in words what its field does not take, before any of it is sent', async () => {
    const { input, under } = await boxOf({ accepts: ['pdf'], maxMegabytes: 1 }, [], 'zh-CN');
    const files = [file('run.exe'), file('empty.pdf', ''), file('large.pdf', 'x'.repeat(1024 * 1024 + 1))];
    await act(async () => fireEvent.change(input(), { target: { files } }));
    const said = (await screen.findAllByRole('alert')).map(({ textContent }) => textContent);
    expect(said).toEqual([
      '这里不能保存“run.exe”这种类型的文件，可以上传：.pdf',
      '“empty.pdf”是空文件（0 字节）。',
      '“large.pdf”太大，最大 1 MB。',
    ]);
    expect(under).toEqual([]);
  });

  it('takes no more than there is room for, and says when it is full', async () => {
    const { person, input, under } = await boxOf({ maxFiles: 2 }, ['a']);
    await person.upload(input(), [file('1.pdf'), file('2.pdf')]);
    await waitFor(() => expect(under.map((each) => each.file.name)).toEqual(['1.pdf']));
    expect([input().disabled, screen.getByText('There is no room for more: at most 2.')]).toEqual([true, expect.anything()]);
  });

  it('takes what is dropped on it', async () => {
    const { input, under } = await boxOf();
    const place = input().parentElement as HTMLElement;
    await act(async () => fireEvent.drop(place, { dataTransfer: { files: [file('dropped.pdf')] } }));
    await waitFor(() => expect(under.map((each) => each.file.name)).toEqual(['dropped.pdf']));
  });
});
