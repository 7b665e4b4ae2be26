const members = ['CreatedAt', 'CreateTime', 'CreationTime', 'CreatedTime', 'CreateDate'];

/** When a read object was created: by whichever of the usual members it has, in seconds, milliseconds or text. */
export function createdAtOf(data: Readonly<Record<string, unknown>>): Date | undefined {
  const created = members.map((member) => data[member]).find(Boolean);
  if (created === undefined) return undefined;
  const date = new Date(
    typeof created === 'number' ? (created < 1e12 ? created * 1000 : created) : String(created),
  );
  return Number.isNaN(date.getTime()) ? undefined : date;
}
