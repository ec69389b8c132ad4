import { call, hrefOf, Refused, uploadFile } from '@pipewright/client';
import { type Entity, MOST_FILES_ASKED } from '@pipewright/definition';
import { type FileShelf, FileShelfContext } from '@pipewright/ui';
import { type ReactNode, useMemo } from 'react';
import { useApp } from './app-context.ts';

/** Files of an entity as the server keeps them. */
function shelfOf(app: string, entity: string): FileShelf {
  return {
    put: async (field, file, way) => {
      try {
        return await uploadFile({ app, entity, field, query: { name: file.name }, body: file }, way);
      } catch (error) {
        // Without a sentence of the server's, whoever shows it has one.
        throw error instanceof Refused ? new Error(error.issues.map(({ message }) => message).join(' ')) : error;
      }
    },
    about: async (ids) => (await call('listFiles', { app, query: { ids: ids.slice(0, MOST_FILES_ASKED).join() } })).files,
    hrefOf: (id, inline) => hrefOf('readFile', { app, id, query: inline ? { inline: true } : {} }),
  };
}

/** Where the forms and values inside find and put the files of an entity. */
export function Shelf({ entity, children }: { entity: Pick<Entity, 'key'>; children: ReactNode }) {
  const { key } = useApp();
  const shelf = useMemo(() => shelfOf(key, entity.key), [key, entity.key]);
  return <FileShelfContext.Provider value={shelf}>{children}</FileShelfContext.Provider>;
}
