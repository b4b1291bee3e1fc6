/** What a table has under a name that came from outside. `table[name]` also finds what every object inherits: `constructor`. */
export const entryOf = <Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
