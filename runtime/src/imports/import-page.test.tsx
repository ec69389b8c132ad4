import { describe, expect, it } from 'vitest';
import { rows, screen, waitFor } from '../../../test/dom/draw.tsx';
import { begin, job, reasons } from '../../../test/dom/import-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { appOf, around, someone } from '../../../test/dom/world.ts';

describe('an import', () => {
  it('goes from the file over its columns and a look to the records', async () => {
    const { drop, press, map, server } = await begin();
    await drop();
    expect(await screen.findByText('3 rows. Choose the column for each field.')).toBeTruthy();
    await map('Amount', 'Sum');
    await press('Preview');
    expect(await screen.findByText('2 rows would be imported, 1 refused.')).toBeTruthy();
    expect(rows()).toEqual([['“Amount” is missing.', '1from row 3']]);
    await press('Import 2 rows');
    expect(await screen.findByText('Finished: 2 imported, 1 refused.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Download refused rows' }).getAttribute('href')).toBe(
      '/api/apps/x/imports/i1/refused.csv?lang=en',
    );
    const mapping = { targets: { name: { column: 'Name' }, due: { column: '日期' }, amount: { column: 'Sum' } } };
    expect(server.writes().slice(1)).toEqual([
      ['POST /apps/x/imports/i1/preview', mapping],
      ['POST /apps/x/imports/i1/run', mapping],
    ]);
    const [[way, file]] = server.writes() as [[string, Blob]];
    expect([way, await file.text()]).toEqual(['POST /apps/x/imports/deal', 'Name,Sum\nPump,5\n']);
  });

  it('can be begun anew with another file', async () => {
    const { drop, press } = await begin();
    await drop();
    await press('Preview');
    await press('Import 2 rows');
    await press('Import another file');
    expect(await screen.findByText('Click or drop a CSV file here')).toBeTruthy();
  });

  it('tells how far it is, and that it stopped', async () => {
    const { drop, press } = await begin({ 'GET /apps/x/imports/i1': { ...job, state: 'failed', done: 1 } });
    await drop();
    await press('Preview');
    await press('Import 2 rows');
    expect(await screen.findByText('The import stopped after 1 of 3 rows.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Download refused rows' })).toBeNull();
  });

  it('says how many rows only look like duplicates, and takes them all the same where that is chosen', async () => {
    const { drop, press, person, server } = await begin({
      'POST /apps/x/imports/i1/preview': ({ body }) =>
        (body as { duplicates?: string }).duplicates
          ? { done: 3, refused: 0, duplicates: 0, reasons: [] }
          : { done: 1, refused: 2, duplicates: 2, reasons },
    });
    await drop();
    await press('Preview');
    expect(await screen.findByText('2 of the refused rows only look like duplicates of records that are there.')).toBeTruthy();
    await person.click(screen.getByRole('checkbox', { name: 'Import rows all the same that only look like duplicates' }));
    // A button that still turns takes no press.
    await waitFor(() => expect(screen.getByRole('button', { name: /Import 3 rows$/ }).className).not.toContain('loading'));
    await press(/Import 3 rows$/);
    await waitFor(() =>
      expect(server.writes().at(-1)).toEqual(['POST /apps/x/imports/i1/run', expect.objectContaining({ duplicates: 'accepted' })]),
    );
  });

  it('does nothing where no row would come in', async () => {
    const { drop, press } = await begin({ 'POST /apps/x/imports/i1/preview': { done: 0, refused: 3, duplicates: 0, reasons } });
    await drop();
    await press('Preview');
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Import 0 rows' })).disabled).toBe(true);
    await press('Back');
    expect(await screen.findByText('3 rows. Choose the column for each field.')).toBeTruthy();
  });

  it('says what is wrong with a file, and takes another one', async () => {
    const { drop, server } = await begin({ 'POST /apps/x/imports/deal': refuse(422, 'This is not a CSV file.') });
    await drop('PK');
    expect((await screen.findByRole('alert')).textContent).toBe('This is not a CSV file.');
    server.answer({ 'POST /apps/x/imports/deal': job });
    await drop();
    await screen.findByText('3 rows. Choose the column for each field.');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says which rows are not well formed before anything is mapped', async () => {
    const { drop } = await begin({
      'POST /apps/x/imports/deal': { ...job, refused: 1, reasons: [{ message: 'Too many values.', count: 1, first: 2 }] },
    });
    await drop();
    expect(await screen.findByText('One row is malformed and will be left out:')).toBeTruthy();
    expect(screen.getByText('Too many values.')).toBeTruthy();
  });

  it('says why the look was refused, and no longer once one goes back', async () => {
    const { drop, press } = await begin({ 'POST /apps/x/imports/i1/preview': refuse(422, '“Amount” needs a column.') });
    await drop();
    await press('Preview');
    expect((await screen.findByRole('alert')).textContent).toBe('“Amount” needs a column.');
    await press('Back');
    await screen.findByText('Click or drop a CSV file here');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('brings in the past only for whoever may', async () => {
    const baseline = /^Import history: bring in the past as it was/;
    const none = await begin();
    await none.drop();
    await screen.findByText('3 rows. Choose the column for each field.');
    expect(screen.queryByLabelText(baseline)).toBeNull();
    const past = await begin(around(appOf(someone({ baseline: true }))));
    await past.drop();
    await past.person.click(await screen.findByLabelText(baseline));
    expect(screen.getByRole('combobox', { name: 'Column Closed on' })).toBeTruthy();
    await past.press('Preview');
    await screen.findByText('2 rows would be imported, 1 refused.');
    expect(past.server.writes().at(-1)?.[1]).toMatchObject({ baseline: true });
  });

  it('translates values of the file', async () => {
    const { drop, press, map, person, server } = await begin();
    await drop();
    await map('Reason', 'Sum');
    await person.click(screen.getAllByRole('button', { name: 'Map values' }).at(-1) as HTMLElement);
    await person.type(await screen.findByRole('textbox', { name: 'In the file' }), '5');
    await person.type(screen.getByRole('textbox', { name: 'In the app' }), 'Price');
    await press('OK');
    expect(await screen.findByRole('button', { name: '1 mapped' })).toBeTruthy();
    await press('Preview');
    await screen.findByText('2 rows would be imported, 1 refused.');
    expect(server.writes().at(-1)?.[1]).toMatchObject({ targets: { reason: { column: 'Sum', values: { 5: 'Price' } } } });
  });

  it('is offered to none who may make nothing', async () => {
    const role = someone({ create: false });
    await begin(around(appOf({ ...role, grants: { deal: role.grants.deal as never } })));
    expect(await screen.findByText('You may not import anything into this app.')).toBeTruthy();
  });

  it('speaks Chinese', async () => {
    const { drop } = await begin({}, { language: 'zh-CN' });
    expect(await screen.findByText('点击或将 CSV 文件拖到此处')).toBeTruthy();
    await drop();
    expect(await screen.findByText('共 3 行，请选择各字段对应的列。')).toBeTruthy();
  });
});
