import { addressed, type AddressedProvision } from './addresses.ts'
import type { LawText, Provision, ProvisionKind } from './law-text.ts'

/** What a person corrects in the structure that was read: a provision stands deeper or less deep, or has another number. */
export type Correction =
  | { readonly eId: string; readonly change: 'deeper' | 'shallower' }
  | { readonly eId: string; readonly change: 'number'; readonly num: string }

/** What stands one step deeper, in laws of sections and of articles. */
const DEEPER: Readonly<Partial<Record<ProvisionKind, ProvisionKind>>> = {
  book: 'title',
  title: 'part',
  part: 'chapter',
  chapter: 'division',
  division: 'section',
  schedule: 'section',
  section: 'subsection',
  article: 'paragraph',
  subsection: 'paragraph',
  paragraph: 'subparagraph',
  subparagraph: 'point',
  point: 'indent',
}

interface Node {
  kind: ProvisionKind
  num: string
  heading: string
  text: string[]
  children: Node[]
  after: string[]
}

/**
 * A law with its corrections, one after the other; each names a provision by the address that it has by then. One whose provision
 * is not there, or cannot go where it is sent, changes nothing. No word is lost, and all stay in their order.
 */
export function corrected(law: LawText, corrections: readonly Correction[]): LawText {
  if (corrections.length === 0) return law
  const body = law.body.map(copied)
  for (const correction of corrections) {
    const place = placeOf(addressed({ body }), correction.eId)
    if (!place) continue
    if (correction.change === 'number') nodeAt(body, place).num = correction.num
    else if (correction.change === 'deeper') deeper(body, place)
    else shallower(body, place)
  }
  return { ...law, body }
}

const copied = ({ kind, num, heading, text, children, after }: Provision): Node => ({
  kind,
  num,
  heading,
  text: [...text],
  children: children.map(copied),
  after: [...after],
})

/** The way to a provision: its place among its siblings, from the highest down. */
function placeOf(provisions: readonly AddressedProvision[], eId: string): readonly number[] | undefined {
  for (const [at, provision] of provisions.entries()) {
    if (provision.eId === eId) return [at]
    const below = placeOf(provision.children, eId)
    if (below) return [at, ...below]
  }
  return undefined
}

const listAt = (body: Node[], place: readonly number[]): Node[] =>
  place.slice(0, -1).reduce((list, at) => list[at]?.children ?? list, body)

function nodeAt(body: Node[], place: readonly number[]): Node {
  const node = listAt(body, place)[place.at(-1) ?? 0]
  if (!node) throw new Error('a place that was found is there')
  return node
}

/** Below the one before it. What that one said after its list comes before, as it stood. */
function deeper(body: Node[], place: readonly number[]): void {
  const list = listAt(body, place)
  const at = place.at(-1) ?? 0
  const [node, above] = [list[at], list[at - 1]]
  if (!node || !above) return
  const last = above.children.at(-1)
  ;(last ? lastWords(last) : above.text).push(...above.after)
  above.after = []
  list.splice(at, 1)
  above.children.push(node)
  node.kind = last?.kind ?? DEEPER[above.kind] ?? 'indent'
  below(node)
}

/** Where words go that follow everything a provision says. */
const lastWords = (node: Node): string[] => (node.children.length > 0 ? node.after : node.text)

/** After the one that it stood in; what followed it there comes along below it. */
function shallower(body: Node[], place: readonly number[]): void {
  const above = place.slice(0, -1)
  if (above.length === 0) return
  const list = listAt(body, place)
  const parent = nodeAt(body, above)
  const [node, ...followers] = list.splice(place.at(-1) ?? 0)
  if (!node) return
  if (followers.length > 0) {
    const own = node.children.at(-1)
    ;(own ? lastWords(own) : node.text).push(...node.after)
    node.after = []
    node.children.push(...followers)
  }
  lastWords(node).push(...parent.after)
  parent.after = []
  node.kind = parent.kind
  listAt(body, above).splice((above.at(-1) ?? 0) + 1, 0, node)
  below(node)
}

/** Gives what stands below a provision the kind of its depth. */
function below(node: Node): void {
  for (const child of node.children) {
    child.kind = DEEPER[node.kind] ?? 'indent'
    below(child)
  }
}
