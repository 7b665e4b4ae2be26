const members = ['CreatedAt', 'CreateTime', 'CreationTime', 'CreatedTime', 'CreateDate'];

/** When a read object was created: by whichever of the usual members it has, in seconds, milliseconds or text. */
export function createdAtOf(data: Readonly<Record<string, unknown>>): Date | undefined {
  const told = members.map((member) => data[member]).find(Boolean);
  if (told === undefined) return undefined;
  const date = new Date(typeof told === 'number' ? (told < 1e12 ? told * 1000 : told) : String(told));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
