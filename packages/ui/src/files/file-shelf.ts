import type { FileJson } from '@pipewright/definition';
import { createContext, useContext, useEffect, useState } from 'react';

/** How an upload is followed and ended. */
export interface UploadWay {
  readonly signal: AbortSignal;
  /** Told how much of it has been sent, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Where the files of one entity are put and found. The apps give it; the parts here fetch nothing themselves. */
export interface FileShelf {
  /** Sends a file for a field; throws an error whose message says why it was refused. */
  readonly put: (field: string, file: File, way: UploadWay) => Promise<FileJson>;
  /** What is known of files, those that may be seen. */
  readonly about: (ids: readonly string[]) => Promise<readonly FileJson[]>;
  /** Where the content is, to be kept or, for pictures, to be looked at. */
  readonly hrefOf: (id: string, inline?: boolean) => string;
}

/** The shelf of the entity around; without one, files are only counted. */
export const FileShelfContext = createContext<FileShelf | undefined>(undefined);

/** The shelf of this place. */
export function useShelf(): FileShelf | undefined {
  return useContext(FileShelfContext);
}

/** What is known of files by their ids; undefined until it is known, and without those that are not to be seen. */
export function useFiles(ids: readonly string[]): ReadonlyMap<string, FileJson> | undefined {
  const shelf = useShelf();
  const [known, setKnown] = useState<ReadonlyMap<string, FileJson>>();
  const asked = ids.join();
  useEffect(() => {
    let over = false;
    const found = asked === '' || !shelf ? Promise.resolve([]) : shelf.about(asked.split(','));
    found.then(
      (files) => !over && setKnown(new Map(files.map((file) => [file.id, file]))),
      // Whoever cannot be asked now is asked with the next change; names are not worth a fault over the whole page.
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [shelf, asked]);
  return known;
}
