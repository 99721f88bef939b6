import { type AddressedProvision, addressed } from '../addresses.ts'
import type { LawText, Provision, ProvisionKind } from '../law-text.ts'
import { numberForId } from '../numbers.ts'
import { plainText } from '../plain-text.ts'
import { readLaw } from '../structure.ts'
import { findProvision } from './find-provision.ts'
import type { Instruction, NotApplied, Outcome } from './instruction.ts'

export interface Amended {
  readonly law: LawText
  /** What became of each instruction, in their order. */
  readonly outcomes: readonly Outcome[]
}

/** A provision while the text is being amended. Which instruction touched it is kept, so that none is undone unseen. */
interface Node {
  kind: ProvisionKind
  num: string
  heading: string
  text: readonly string[]
  children: Node[]
  after: readonly string[]
  /** New or replaced by this law: what changes it again overlaps. */
  isNew: boolean
  /** Changed in parts. */
  touched: boolean
}

const nodeOf = (provision: Provision, isNew = false): Node => ({
  ...provision,
  children: provision.children.map((child) => nodeOf(child, isNew)),
  isNew,
  touched: false,
})

const provisionOf = ({ kind, num, heading, text, children, after }: Node): Provision => ({
  kind,
  num,
  heading,
  text,
  children: children.map(provisionOf),
  after,
})

/** A provision as a reader sees it, with its number and heading. */
export const printed = (provision: Provision): string =>
  plainText({ language: 'und', longTitle: '', preface: [], preamble: [], body: [provision] }).trim()

/**
 * Applies instructions in their order. One that cannot be applied changes nothing and says why; the others are applied all the
 * same. What one instruction put there or took away, a later one of the same law does not change again.
 */
export function applyInstructions(law: LawText, instructions: readonly Instruction[]): Amended {
  const root: Node[] = law.body.map((provision) => nodeOf(provision))
  const removed = new Set<string>()
  const outcomes = instructions.map((instruction): Outcome => {
    const body = addressed({ body: root.map(provisionOf) })
    const found = instruction.at === '' ? undefined : findProvision(body, instruction.at)
    const problem = (code: NotApplied, before = ''): Outcome => {
      return { instruction, eId: '', problem: code, before, after: '' }
    }
    if (!found && (instruction.at !== '' || instruction.action !== 'append')) {
      const wasThere = [...removed].some((gone) => instruction.at === gone || instruction.at.startsWith(`${gone}__`))
      return problem(wasThere || removed.has(reference(instruction.at)) ? 'overlaps' : 'missing')
    }
    const place = found ? pathTo(root, body, found) : { siblings: root, at: root.length, node: undefined }
    const before = place.node ? printed(provisionOf(place.node)) : ''
    const done = applyOne(instruction, place)
    if (typeof done === 'string') return problem(done, before)
    if (instruction.action === 'delete' && found) {
      removed.add(found.eId)
      removed.add(reference(instruction.at))
    }
    const next = addressed({ body: root.map(provisionOf) })
    return { instruction, eId: addressOf(root, next, done.at), problem: null, ...done.shown }
  })
  return { law: { ...law, body: root.map(provisionOf) }, outcomes }
}

const reference = (at: string): string => at.toLowerCase().replaceAll(/\s/g, '')

interface Placed {
  readonly siblings: Node[]
  readonly at: number
  readonly node: Node | undefined
  /** From the top down to the node itself. */
  readonly above?: readonly Node[]
}

function pathTo(root: Node[], body: readonly AddressedProvision[], wanted: AddressedProvision): Placed {
  const search = (
    nodes: Node[],
    provisions: readonly AddressedProvision[],
    above: readonly Node[],
  ): Placed | undefined => {
    for (const [at, provision] of provisions.entries()) {
      const node = nodes[at]
      if (!node) continue
      if (provision === wanted) return { siblings: nodes, at, node, above: [...above, node] }
      const within = search(node.children, provision.children, [...above, node])
      if (within) return within
    }
    return undefined
  }
  return search(root, body, []) ?? { siblings: root, at: root.length, node: undefined }
}

function addressOf(
  nodes: readonly Node[],
  provisions: readonly AddressedProvision[],
  wanted: Node | undefined,
): string {
  for (const [at, node] of nodes.entries()) {
    const provision = provisions[at]
    if (!provision) continue
    if (node === wanted) return provision.eId
    const within = addressOf(node.children, provision.children, wanted)
    if (within !== '') return within
  }
  return ''
}

interface Done {
  readonly at: Node | undefined
  readonly shown: { readonly before: string; readonly after: string }
}

function applyOne({ action, words, old }: Instruction, place: Placed): Done | NotApplied {
  const { siblings, at, node, above = [] } = place
  // Words of a provision that this law brings in, or takes away, are not changed by the same law a second time.
  const overlaps = above.some(({ isNew }) => isNew)
  const before = node ? printed(provisionOf(node)) : ''
  const changed = (): Done => ({ at: node, shown: { before, after: node ? printed(provisionOf(node)) : '' } })
  switch (action) {
    case 'insert':
    case 'insert_before': {
      if (!node) return 'missing'
      const made = newProvisions(words, node)
      return put(siblings, action === 'insert' ? at + 1 : at, made, above)
    }
    case 'append': {
      const into = node ? node.children : siblings
      if (overlaps) return 'overlaps'
      return put(into, into.length, newProvisions(words, into.at(-1)), above)
    }
    case 'replace': {
      if (!node) return 'missing'
      if (overlaps || isTouched(node)) return 'overlaps'
      const next = newProvisions(words, node)
      const [first] = next
      if (!first) return 'no_words'
      const others = siblings.filter((one) => one !== node)
      if (next.some(({ num }) => numberTaken(others, num))) return 'number_taken'
      if (next.length === 1 && first.num === '') first.num = node.num
      siblings.splice(at, 1, ...next)
      return { at: first, shown: { before, after: next.map((one) => printed(provisionOf(one))).join('\n\n') } }
    }
    case 'delete': {
      if (overlaps || (node && isTouched(node))) return 'overlaps'
      siblings.splice(at, 1)
      return { at: undefined, shown: { before, after: '' } }
    }
    case 'words':
    case 'all_words': {
      if (!node) return 'missing'
      if (overlaps) return 'overlaps'
      const refused = exchange(node, { old, next: words.trim(), everywhere: action === 'all_words' })
      return refused ?? changed()
    }
    case 'heading': {
      if (!node) return 'missing'
      if (overlaps) return 'overlaps'
      node.heading = words.trim()
      node.touched = true
      return changed()
    }
    case 'wrap': {
      if (!node) return 'missing'
      if (overlaps || node.children.some(({ kind }) => kind === 'subsection')) return 'overlaps'
      const { text, children, after } = node
      const kind = node.kind === 'article' ? 'paragraph' : 'subsection'
      const inner: Node = {
        kind,
        num: words.trim() || '(1)',
        heading: '',
        text,
        children,
        after,
        isNew: false,
        touched: false,
      }
      Object.assign(node, { text: [], after: [], children: [inner], touched: true })
      return changed()
    }
  }
}

const isTouched = (node: Node): boolean => node.touched || node.isNew || node.children.some(isTouched)

function put(siblings: Node[], at: number, provisions: Node[], above: readonly Node[]): Done | NotApplied {
  if (provisions.length === 0) return 'no_words'
  if (provisions.some(({ num }) => numberTaken(siblings, num))) return 'number_taken'
  siblings.splice(at, 0, ...provisions)
  for (const one of above.slice(0, -1)) one.touched = true
  return {
    at: provisions[0],
    shown: { before: '', after: provisions.map((one) => printed(provisionOf(one))).join('\n\n') },
  }
}

const numberTaken = (siblings: readonly Node[], num: string): boolean =>
  num !== '' && siblings.some((one) => numberForId(one.num).toLowerCase() === numberForId(num).toLowerCase())

const CONTAINERS: readonly ProvisionKind[] = ['book', 'title', 'part', 'chapter', 'division', 'schedule']
const NEW_CONTAINER = /^(?:(part|bahagian)|(chapter|bab))\s+[\p{L}\p{N}]+$/iu

/**
 * New provisions from their words. Alone they do not say how deep they stand: the one beside them does. None of the words is lost.
 */
function newProvisions(words: string, beside: Pick<Node, 'kind' | 'num'> | undefined): Node[] {
  const [num = '', heading = '', ...rest] = words.trim().split(/\n+/)
  const container = NEW_CONTAINER.exec(num.trim())
  if (container) {
    const children = newProvisions(rest.join('\n\n'), undefined)
    const made: Provision = { kind: container[1] ? 'part' : 'chapter', num, heading, text: [], children, after: [] }
    return [nodeOf(made, true)]
  }
  const { body, longTitle, preface, preamble } = readLaw(words).law
  // What stands before the first number is read as a law's title. Here it is a heading, or words.
  const above = [...preface, longTitle, ...preamble].filter((line) => line !== '')
  const kind = beside?.kind ?? 'section'
  if (beside?.num === '' && above.length > 0) {
    return [nodeOf({ kind, num: '', heading: '', text: above, children: body, after: [] }, true)]
  }
  const nodes = body.map((provision) => {
    const node = nodeOf(provision, true)
    const alike = beside && CONTAINERS.includes(kind) === CONTAINERS.includes(node.kind)
    if (alike && (node.num !== '' || beside.num === '')) node.kind = kind
    return node
  })
  const [first, ...others] = nodes
  if (first?.num === '' && beside?.num === '' && others.every(({ num }) => num !== '')) {
    // A definition with its list.
    first.children.push(...others)
    nodes.length = 1
  }
  if (!first)
    return above.length === 0
      ? []
      : [nodeOf({ kind, num: '', heading: '', text: above, children: [], after: [] }, true)]
  if (first.heading === '' && above.length === 1) first.heading = above[0] ?? ''
  else first.text = [...above, ...first.text]
  return nodes
}

const LETTER = /[.*+?^${}()|[\]\\]/g

/** Finds words however they are spaced and quoted, with the space before them where they go without another in their place. */
function pattern(words: string, next: string): RegExp {
  const source = words
    .trim()
    .split(/\s+/)
    .map((word) =>
      word
        .replaceAll(LETTER, String.raw`\$&`)
        .replaceAll(/["“”]/g, '["“”]')
        .replaceAll(/['‘’]/g, "['‘’]")
        .replaceAll(/[–—]/g, '[–—-]'),
    )
    .join(String.raw`\s+`)
  const begins = /^[\p{L}\p{N}]/u.test(words.trim()) ? String.raw`(?<![\p{L}\p{N}])` : ''
  const ends = /[\p{L}\p{N}]$/u.test(words.trim()) ? String.raw`(?![\p{L}\p{N}])` : ''
  return new RegExp(`${next === '' || /^[,;.]/.test(next) ? String.raw`\s?` : ''}${begins}${source}${ends}`, 'gu')
}

interface Exchange {
  readonly old: string
  readonly next: string
  readonly everywhere: boolean
}

/** Exchanges words in a provision and below it: those that stand there once, unless all are meant. */
function exchange(node: Node, { old, next, everywhere }: Exchange): NotApplied | undefined {
  if (old.trim() === '') return 'no_words'
  const found = pattern(old, next)
  const places: Node[] = []
  const look = (one: Node) => {
    for (const paragraph of [...one.text, ...one.after]) {
      for (const _ of paragraph.matchAll(found)) places.push(one)
    }
    for (const child of one.children) look(child)
  }
  look(node)
  if (places.length === 0) return 'words_missing'
  if (places.length > 1 && !everywhere) return 'words_twice'
  if (places.some(({ isNew }) => isNew)) return 'overlaps'
  const exchanged = (paragraphs: readonly string[]): readonly string[] =>
    paragraphs.flatMap((paragraph) => {
      const words = paragraph.replace(found, () => next)
      return words.trim() === '' ? [] : [words === paragraph ? paragraph : words.trim()]
    })
  for (const one of new Set(places)) {
    one.touched = true
    one.text = exchanged(one.text)
    one.after = exchanged(one.after)
  }
  return undefined
}
