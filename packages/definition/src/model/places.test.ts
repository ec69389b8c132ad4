import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import { leavingStages, movesOf, type Places, placeIssues } from '../index.ts';

const app = exampleApp();

describe('stages that go', () => {
  const after = structuredClone(app);
  after.entities[0]?.process?.pipelines.splice(0, 1);
  after.entities[0]?.process?.pipelines[0]?.stages.splice(1, 1);
  const leaving = leavingStages(app, after);

  it('are those of a pipeline that stays and of one that goes, each with where its records may go', () => {
    expect(leaving.map(({ id, choices }) => [id, choices.map(({ key }) => key)])).toEqual([
      ['deal/big/start', ['plain/start', 'plain/sign']],
      ['deal/big/tender', ['plain/start', 'plain/sign']],
      ['deal/plain/offer', ['start', 'sign']],
    ]);
    expect(leavingStages(app, app)).toEqual([]);
  });

  it('are asked about only where records stand in them', () => {
    const counts = new Map([['deal/plain/offer', 3]]);
    const ask = (places: Places) => placeIssues(leaving, places, counts).map(({ path, code }) => [path, code]);
    expect(ask({})).toEqual([['places.deal/plain/offer', 'publish.place_missing']]);
    expect(ask({ 'deal/plain/offer': 'sign' })).toEqual([]);
    expect(ask({ 'deal/plain/offer': null })).toEqual([]);
    expect(ask({ 'deal/plain/offer': 'nothing' })).toEqual([['places.deal/plain/offer', 'publish.place_unknown']]);
    expect(ask({ 'deal/plain/offer': 'sign', 'deal/big/start': 'sign' })).toEqual([['places.deal/big/start', 'publish.place_unknown']]);
  });

  it('move what is answered, and nothing by a name that every object has', () => {
    expect(movesOf(leaving, { 'deal/plain/offer': 'sign', 'deal/big/start': null }).map(({ id, to }) => [id, to.stage.key])).toEqual([
      ['deal/plain/offer', 'sign'],
    ]);
    expect(movesOf([{ ...(leaving[0] as (typeof leaving)[number]), id: 'constructor' }], {})).toEqual([]);
  });
});
