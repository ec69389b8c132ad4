import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long for what they weigh. Begun last, they would be waited for with half of the machine idle. */
const SLOW =
  /\/(parity|first-start|kill|two-worlds|app-made|upload|account|attempts|drift|story|hostile|escape|publish-history|paths)\.db\.test\.ts$/;

/** Begins with the files that are known to take long; the others follow as vitest would have them. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const slow = (file: TestSpecification) => SLOW.test(file.moduleId);
    return [...sorted.filter(slow), ...sorted.filter((file) => !slow(file))];
  }
}
