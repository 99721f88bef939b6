import { type AddressedProvision, addressed } from '../addresses.ts'
import type { LawText, Provision, ProvisionKind } from '../law-text.ts'

/** A provision of a text that is given as a list: how deep it stands says below what. */
export interface ProvisionRow {
  readonly eId: string
  readonly depth: number
  readonly kind: ProvisionKind
  readonly num: string
  readonly heading: string
  readonly text: readonly string[]
  readonly after: readonly string[]
}

/** A law's body as a list, in the order of the text. */
export function rowsOf(law: Pick<LawText, 'body'>): readonly ProvisionRow[] {
  const inOrder = (provisions: readonly AddressedProvision[], depth: number): readonly ProvisionRow[] =>
    provisions.flatMap(({ eId, kind, num, heading, text, after, children }) => [
      { eId, depth, kind, num, heading, text, after },
      ...inOrder(children, depth + 1),
    ])
  return inOrder(addressed(law), 0)
}

/** The body that a list is of. */
export function bodyOf(rows: readonly Omit<ProvisionRow, 'eId'>[]): readonly Provision[] {
  const root: Provision[] = []
  const open: { readonly depth: number; readonly into: Provision[] }[] = [{ depth: -1, into: root }]
  for (const { depth, kind, num, heading, text, after } of rows) {
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop()
    const children: Provision[] = []
    open.at(-1)?.into.push({ kind, num, heading, text, after, children })
    open.push({ depth, into: children })
  }
  return root
}
