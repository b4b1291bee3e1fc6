const byName = new Map<string, string>();

/** The ISO code of a country from its name in Swedish, Norwegian, English or French; null for any other name. */
export function countryCode(name: string): string | null {
  if (byName.size === 0) {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    for (const language of ['sv', 'nb', 'en', 'fr']) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      for (const first of letters) {
        for (const second of letters) {
          const known = names.of(first + second)?.toLowerCase();
          if (known && !byName.has(known)) byName.set(known, first + second);
        }
      }
    }
  }
  return byName.get(name.trim().toLowerCase()) ?? null;
}
