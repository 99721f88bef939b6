interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** A list as a whole, page by page: what is chosen from has to hold everything that may be chosen. */
export async function everyPage<Item>(
  read: (page: { readonly limit: number; readonly after?: string }) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const found: Item[] = []
  let after: string | null = null
  do {
    const page: Page<Item> = await read({ limit: 200, ...(after === null ? {} : { after }) })
    found.push(...page.items)
    after = page.next
  } while (after !== null)
  return found
}
