// Module hooks, run by Node in a thread of their own; `forget.ts` hands them the addresses.
let given;

export function initialize(data) {
  given = data;
}

export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  const [address] = resolved.url.split('?');
  return address === given.memo ? { ...resolved, url: given.forgetful } : resolved;
}
