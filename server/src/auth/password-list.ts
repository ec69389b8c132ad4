/** Reads the list of common passwords (@zxcvbn-ts/language-common, some 49,000 in lower case) when one is first asked for; answers whether a text is among them. */
export async function commonPasswords(): Promise<(text: string) => boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  known ??= new Set(dictionary['passwords-common']);
  const list = known;
  return (text) => list.has(text);
}

let known: ReadonlySet<string> | undefined;
