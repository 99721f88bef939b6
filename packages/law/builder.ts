import type { ItemMarker, ItemStyle } from './markers.ts'
import type { LineRemark, Provision, ProvisionKind } from './law-text.ts'

/** A provision while it is being read. */
export interface Draft {
  kind: ProvisionKind
  num: string
  heading: string
  text: string[]
  children: Draft[]
  after: string[]
}

interface OpenItem {
  readonly node: Draft
  readonly style: ItemStyle | 'definition' | 'bullet'
  readonly value: number
}

const NUMERIC: readonly string[] = ['(1)', '1)', '1.', '1-', 'I.-']

/** What stands below what, in laws of sections and in laws of articles. */
const BELOW: Readonly<Record<'section' | 'article', Partial<Record<ProvisionKind, ProvisionKind>>>> = {
  section: {
    subsection: 'paragraph',
    paragraph: 'subparagraph',
    subparagraph: 'point',
    point: 'indent',
    indent: 'indent',
  },
  article: { paragraph: 'point', point: 'indent', indent: 'indent' },
}

/** Deeper than any law goes; what stands deeper is kept as words. */
const DEEPEST = 9

/** Puts provisions together in the order in which they are read. */
export function createBuilder(basis: 'section' | 'article') {
  const root: Draft[] = []
  let containers: Draft[] = []
  let unit: Draft | undefined
  let items: OpenItem[] = []
  let loose: Draft | undefined
  const numbers = new Set<string>()
  /** The numbers of the items that stand in one line, each looked up and not searched for. */
  const numbersIn = new WeakMap<Draft[], Set<string>>()

  const draft = (kind: ProvisionKind, num = '', heading = ''): Draft => {
    return { kind, num, heading, text: [], children: [], after: [] }
  }
  const siblings = (): Draft[] => containers.at(-1)?.children ?? root
  const closeUnit = () => {
    unit = undefined
    items = []
    loose = undefined
  }
  const current = (): Draft | undefined => items.at(-1)?.node ?? unit

  const addTo = (node: Draft, text: string) => {
    if (node.children.length > 0) node.after.push(text)
    else node.text.push(text)
  }

  /** Words that stand in no numbered provision. */
  const addLoose = (text: string) => {
    if (!loose) {
      loose = draft('text')
      put(siblings(), loose)
    }
    loose.text.push(text)
  }

  const kindBelow = (style: OpenItem['style']): ProvisionKind => {
    const above = items.at(-1)?.node.kind
    if (above) return BELOW[basis][above] ?? 'indent'
    return basis === 'section' && NUMERIC.includes(style) ? 'subsection' : 'paragraph'
  }

  /** Puts a provision at the end of a line, and says whether one of its number stands there already. */
  const put = (line: Draft[], node: Draft): boolean => {
    const held = numbersIn.get(line) ?? new Set<string>()
    numbersIn.set(line, held)
    const again = node.num !== '' && held.has(node.num)
    held.add(node.num)
    line.push(node)
    return again
  }

  const open = (style: OpenItem['style'], value: number, num: string): LineRemark | undefined => {
    if (items.length >= DEEPEST) return 'too_deep'
    const node = draft(kindBelow(style), num)
    const above = current()
    const line = above?.children ?? siblings()
    const again = put(line, node)
    items.push({ node, style, value })
    return again ? 'twice' : undefined
  }

  return {
    root,
    get unit(): Draft | undefined {
      return unit
    },
    /** The innermost open list that counts with full stops: `2.` may go on there. */
    get dotted(): number | undefined {
      return items.findLast(({ style }) => style === '1.')?.value
    },
    /** What was opened last and has no words yet: a heading may follow. */
    get bare(): Draft | undefined {
      if (unit) return items.length === 0 && unit.text.length + unit.children.length === 0 ? unit : undefined
      const container = containers.at(-1)
      return container?.children.length === 0 ? container : undefined
    },
    container(kind: ProvisionKind, num: string, heading: string) {
      closeUnit()
      const at = kind === 'schedule' ? 0 : containers.findIndex((other) => other.kind === kind)
      // What stands in a schedule stays there until the next one.
      if (at >= 0) containers = containers.slice(0, at)
      const node = draft(kind, num, heading)
      put(siblings(), node)
      containers = [...containers, node]
    },
    openUnit(kind: ProvisionKind, num: string, heading: string): LineRemark | undefined {
      closeUnit()
      unit = draft(kind, num, heading)
      put(siblings(), unit)
      const schedule = containers.find((node) => node.kind === 'schedule')?.num ?? ''
      const key = `${schedule}|${kind}|${num.toLowerCase()}`
      const again = num !== '' && numbers.has(key)
      numbers.add(key)
      return again ? 'twice' : undefined
    },
    item({ num, readings }: ItemMarker): LineRemark | undefined {
      const place = (fits: (open: OpenItem, value: number) => boolean) => {
        for (let at = items.length - 1; at >= 0; at -= 1) {
          const open = items[at]
          const reading = open && readings.find(({ style, value }) => style === open.style && fits(open, value))
          if (reading) return { at, ...reading }
        }
        return undefined
      }
      const next = place((one, value) => value === one.value + 1)
      const first = readings.find(({ style, value }) => value === 1 && !items.some((one) => one.style === style))
      const later = next ?? (first ? undefined : place((one, value) => value >= one.value))
      if (later) {
        const gap = next === undefined && items[later.at]?.value !== later.value
        items = items.slice(0, later.at)
        const remark = open(later.style, later.value, num)
        return remark ?? (gap ? 'out_of_order' : undefined)
      }
      const reading = first ?? readings[0]
      if (!reading) return 'out_of_order'
      const same = items.findIndex(({ style }) => style === reading.style)
      if (same >= 0) items = items.slice(0, same)
      else if (reading.style === '(1)' && reading.value > 1) items = []
      const remark = open(reading.style, reading.value, num)
      return remark ?? (reading.value === 1 ? undefined : 'out_of_order')
    },
    /** A definition or a bullet: an item without a number. */
    unnumbered(style: 'definition' | 'bullet', text: string): LineRemark | undefined {
      const same = items.findIndex((one) => one.style === style)
      if (same >= 0) items = items.slice(0, same)
      else if (style === 'definition') {
        while (items.length > 0 && !NUMERIC.includes(items.at(-1)?.style ?? '')) items.pop()
      }
      const remark = open(style, 0, '')
      const node = current()
      if (node) addTo(node, text)
      return remark
    },
    /** Words that go on with the provision that is open. */
    words(text: string, begins: { readonly small: boolean; readonly proviso: boolean }): LineRemark | undefined {
      const top = items.at(-1)
      const listed = top !== undefined && !NUMERIC.includes(top.style)
      if (listed && begins.small) items.pop()
      else if (listed && begins.proviso) {
        while (items.length > 0 && !NUMERIC.includes(items.at(-1)?.style ?? '')) items.pop()
      }
      const node = current()
      if (node) {
        addTo(node, text)
        return undefined
      }
      addLoose(text)
      return 'outside'
    },
    /** The words of an item that was just opened. */
    own(text: string) {
      const node = current()
      if (node) node.text.push(text)
      else addLoose(text)
    },
  }
}

export const finished = (draft: Draft): Provision => ({ ...draft, children: draft.children.map(finished) })
