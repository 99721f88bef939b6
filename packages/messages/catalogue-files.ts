/** The language tag that a catalogue file is named after: `../locales/pt-MZ.json` → `pt-MZ`. */
const tagOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '')

/**
 * Catalogue files as a bundler lists them (path → module or loader), by language tag. A place that builds the path of a
 * file again from its language finds nothing as soon as one of the two is moved; here no path is built.
 *
 * @example
 * byLanguage({ '../locales/en.json': loadEnglish })['en'] // loadEnglish
 */
export function byLanguage<Value>(files: Readonly<Record<string, Value>>): Readonly<Partial<Record<string, Value>>> {
  return Object.fromEntries(Object.entries(files).map(([path, value]) => [tagOf(path), value]))
}
