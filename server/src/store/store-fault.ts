/** The place where contents of files lie did not do what it was asked. Its message is for whoever runs the server. */
export class StoreFault extends Error {
  /** The code by which S3 or the network says what is wrong. */
  readonly code: string;
  /** The status that was answered; undefined where nothing was. */
  readonly status: number | undefined;
  /** Where the bucket lies, where that is told. */
  readonly region: string | undefined;
  constructor(code: string, { status, region, cause }: { status?: number; region?: string | undefined; cause?: unknown } = {}) {
    super(`The store of files answered ${status ?? 'nothing'} (${code}).`, { cause });
    this.code = code;
    this.status = status;
    this.region = region;
  }
}
