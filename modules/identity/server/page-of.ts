/** A page of what was read with one more than the limit. */
export function pageOf<Item extends { readonly id: string }>(rows: Item[], limit: number) {
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
