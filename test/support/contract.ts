import { addressOf, faultBodySchema, type OperationName, operations } from '@pipewright/definition';

const names = Object.keys(operations) as OperationName[];
const ways = names.map((name) => {
  const { method, path } = addressOf(name);
  // What stands in an address without a name goes before what stands there by one.
  return { name, method, open: path.split(':').length, pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]*')}$`) };
});

/** The operation that a request asks for; undefined where there is none at this address. */
export function operationAt(method: string, path: string): OperationName | undefined {
  const [address = ''] = path.split('?');
  const found = ways.filter((way) => way.method === method && way.pattern.test(address));
  return found.sort((a, b) => a.open - b.open)[0]?.name;
}

/** In what an answer of the API differs from what the contract says; undefined where it keeps to it. */
export function offContract(method: string, path: string, status: number, body: unknown): string | undefined {
  const name = operationAt(method, path);
  const at = `${method} ${path.slice(0, 200)} (${name ?? 'no operation'}) answered ${status}`;
  const operation = name && operations[name];
  const well = status < 400;
  if (well && !operation) return at;
  if (well && operation && status !== ('status' in operation ? operation.status : 200)) return at;
  if (well && operation && 'media' in operation) return body === undefined ? undefined : at;
  // The only answer that says itself that all is not well.
  const schema = operation && (well || name === 'health') ? operation.answer : faultBodySchema;
  const read = schema.safeParse(body);
  return read.success ? undefined : `${at}: ${read.error.message.slice(0, 1000)}`;
}
