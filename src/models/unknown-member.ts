/** What is said of a name that a shape does not have. */
export function unknownMember(name: string, shapeName: string): string {
  return `${name} is not a member of ${shapeName}`;
}
