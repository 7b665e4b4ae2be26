/**
 * Where a text stops being JSON: `:line:column`, to stand after a file's name. Empty when the parser reports no position.
 * Unlike the message of `JSON.parse`, it quotes nothing of the text, which may hold keys.
 */
export async function jsonErrorPosition(text: string): Promise<string> {
  const { parse } = await import('lossless-json');
  try {
    parse(text);
    return '';
  } catch (error) {
    const offset = /at position (\d{1,15})$/.exec((error as Error).message.slice(-40))?.[1];
    if (offset === undefined) return '';
    const before = text.slice(0, Number(offset)).split('\n');
    return `:${before.length}:${(before.at(-1) ?? '').length + 1}`;
  }
}
