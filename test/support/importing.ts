import type { ImportJson } from '@pipewright/definition';
import type { TestClient } from './client.ts';

/** Uploads a file and gives the import; throws where it was refused. */
export async function stageFile(client: TestClient, path: string, csv: string): Promise<ImportJson & { columns: string[] }> {
  const staged = await client.send('POST', path, csv);
  if (staged.status !== 201) throw new Error(`The file was refused: ${staged.text}`);
  return staged.body;
}

/** What became of an import that was started, once it has ended. */
export async function importEnd(client: TestClient, path: string): Promise<ImportJson> {
  for (let wait = 0; wait < 3000; wait += 1) {
    const { body } = await client.get(path);
    if (body.state !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The import did not end');
}
