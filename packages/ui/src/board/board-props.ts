import type { App, BoardColumn, Color, Entity, RecordJson } from '@pipewright/definition';
import type { ReactNode } from 'react';

/** A place a card can be moved to: a stage, or an end. */
export interface BoardTarget {
  readonly key: string;
  readonly name: string;
  readonly color: Color;
  readonly probability?: number;
  readonly kind: 'stage' | 'won' | 'lost';
}

/** Something a card's menu offers besides its columns. */
export interface CardAct {
  readonly key: string;
  readonly name: string;
  readonly icon?: ReactNode;
}

/** What a board shows and how it is worked with. */
export interface BoardProps {
  readonly app: App;
  readonly entity: Entity;
  readonly targets: readonly BoardTarget[];
  readonly columns: readonly BoardColumn[];
  readonly today: string;
  /** The pipeline on show, whose standards the cards are held against. */
  readonly pipeline: string;
  readonly canMove: boolean;
  /** What can be done with a card besides carrying it; nothing where it is left out. */
  readonly actsOn?: (record: RecordJson) => readonly CardAct[];
  readonly onAct?: (record: RecordJson, act: string) => void;
  readonly onMove: (record: RecordJson, target: BoardTarget) => void;
  readonly onOpen: (record: RecordJson) => void;
  readonly onMore: (column: BoardColumn) => void;
}
