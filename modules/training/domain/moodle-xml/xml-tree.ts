/** An element of a document, with the line on which it begins. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its own text, without that of the elements in it. */
  readonly text: string
  readonly line: number
}

export type XmlProblem = { readonly code: 'xml_declares_a_type' | 'xml_broken'; readonly line: number }

interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  readonly line: number
  text: string
}

/** Deeper than any bank of questions. */
const DEEPEST = 40
const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Reads the XML that banks of questions are written in: elements, attributes, text and CDATA. A document type declaration is refused
 * before anything is read: it could name files, or grow a few bytes into gigabytes.
 */
export function readXml(given: string): XmlElement | XmlProblem {
  const text = given.replace(/^\uFEFF/, '')
  const lineAt = lineCounter(text)
  const declared = /<!\s*(?:DOCTYPE|ENTITY)/i.exec(text)
  if (declared) return { code: 'xml_declares_a_type', line: lineAt(declared.index) }
  const root: Open = { name: '', attributes: {}, children: [], line: 1, text: '' }
  const open: Open[] = [root]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(text)
    const inner = open.at(-1)!
    if (token === null || open.length > DEEPEST) return { code: 'xml_broken', line: lineAt(at) }
    const [, cdata, closes, opens, attributes = '', empty, plain] = token
    if (cdata !== undefined) inner.text += cdata
    else if (plain !== undefined) inner.text += withoutEntities(plain)
    else if (opens !== undefined) {
      const element: Open = {
        name: opens,
        attributes: attributesOf(attributes),
        children: [],
        line: lineAt(at),
        text: '',
      }
      inner.children.push(element)
      if (empty === '') open.push(element)
    } else if (closes !== undefined) {
      if (closes !== inner.name || open.length === 1) return { code: 'xml_broken', line: lineAt(at) }
      open.pop()
    }
  }
  const [top] = root.children
  if (open.length > 1 || !top || root.children.length > 1) return { code: 'xml_broken', line: open.at(-1)!.line }
  return top
}

const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, a, b]) => [name!, withoutEntities(a ?? b ?? '')]))

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const withoutEntities = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]+));/g,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole
      const point = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal)
      return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : ''
    },
  )

/** Lines are asked for in order, so that a long file is walked through once. */
function lineCounter(text: string): (at: number) => number {
  let [line, next] = [1, text.indexOf('\n')]
  return (at) => {
    while (next !== -1 && next < at) {
      line += 1
      next = text.indexOf('\n', next + 1)
    }
    return line
  }
}
