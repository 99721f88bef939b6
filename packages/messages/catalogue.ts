/** One language's sentences: message id (`protection.file.title`) → ICU text. */
export type Catalogue = Readonly<Record<string, string>>

/** One catalogue out of many. An id belongs to one file: two texts for one id are a mistake in the repository. */
export function mergeCatalogues(catalogues: readonly Catalogue[]): Catalogue {
  const merged: Record<string, string> = {}
  for (const catalogue of catalogues) {
    for (const [id, text] of Object.entries(catalogue)) {
      if (merged[id] !== undefined && merged[id] !== text) throw new Error(`message ${id} has two texts`)
      merged[id] = text
    }
  }
  return merged
}

/** What the second catalogue lacks and what it has beyond the first; empty lists where the two agree. */
export function compareCatalogues(
  reference: Catalogue,
  other: Catalogue,
): { readonly missing: readonly string[]; readonly surplus: readonly string[] } {
  return {
    missing: Object.keys(reference).filter((id) => other[id] === undefined),
    surplus: Object.keys(other).filter((id) => reference[id] === undefined),
  }
}
