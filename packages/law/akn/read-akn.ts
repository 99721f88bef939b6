import { err, ok, type Result } from '@gloact/kernel'
import { type Element, type Node, parseXmlDocument } from 'slimdom'
import { type LawText, PROVISION_KINDS, type Provision, type ProvisionKind } from '../law-text.ts'
import { shortLanguage } from './language-codes.ts'
import { type XmlProblem, xmlProblem } from './xml-limits.ts'

/** What a document from outside may be at most. */
export const AKN_LIMITS = { characters: 10_000_000, depth: 60 } as const

/** Why a document was not read. */
export type AknProblem = XmlProblem | 'not_xml' | 'not_akn'

const NAMESPACE = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0'

/**
 * Reads Akoma Ntoso 3.0. A document type declaration is refused before anything is parsed: it could name files, or grow a
 * few bytes into gigabytes.
 */
export function readAkn(xml: string): Result<LawText, AknProblem> {
  const problem = xmlProblem(xml, AKN_LIMITS)
  if (problem) return err(problem)
  let root: Element | null
  try {
    root = parseXmlDocument(xml).documentElement
  } catch {
    return err('not_xml')
  }
  const document = root?.localName === 'akomaNtoso' && root.namespaceURI === NAMESPACE ? elements(root)[0] : undefined
  const body = document && child(document, 'body')
  if (!document || !body) return err('not_akn')
  const preface = child(document, 'preface')
  const longTitle = preface && descendants(preface).find(({ localName }) => localName === 'longTitle')
  const preamble = child(document, 'preamble')
  const language = descendants(document)
    .find(({ localName }) => localName === 'FRBRlanguage')
    ?.getAttribute('language')
  return ok({
    language: language ? shortLanguage(language) : 'und',
    longTitle: longTitle ? words(longTitle) : '',
    preface: preface ? paragraphsOf(preface, 'longTitle') : [],
    preamble: preamble ? paragraphsOf(preamble) : [],
    body: elements(body).map(provisionOf),
  })
}

const elements = (node: Element): Element[] => node.children

const child = (node: Element, name: string): Element | undefined =>
  elements(node).find(({ localName }) => localName === name)

const descendants = (node: Element): Element[] => elements(node).flatMap((one) => [one, ...descendants(one)])

const words = (node: Node): string => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim()

/** The paragraphs of a block, in order; words outside of any paragraph are one of their own. */
function paragraphsOf(node: Element, without?: string): readonly string[] {
  const blocks = elements(node).filter(({ localName }) => localName !== without)
  if (blocks.length === 0) return without === undefined || elements(node).length === 0 ? some(words(node)) : []
  return blocks.flatMap((block) => {
    const inner = elements(block).some(({ localName }) => localName === 'p')
    return inner ? paragraphsOf(block) : some(words(block))
  })
}

const some = (text: string): readonly string[] => (text === '' ? [] : [text])

const NOT_BELOW = ['num', 'heading', 'subheading', 'intro', 'wrapUp', 'content']

function provisionOf(node: Element): Provision {
  const part = (name: string): Element | undefined => child(node, name)
  const inWords = (name: string): string => {
    const found = part(name)
    return found ? words(found) : ''
  }
  const [intro, content, wrapUp] = [part('intro'), part('content'), part('wrapUp')]
  return {
    kind: kindOf(node),
    num: inWords('num'),
    heading: [inWords('heading'), inWords('subheading')].filter((text) => text !== '').join(' – '),
    text: [...(intro ? paragraphsOf(intro) : []), ...(content ? paragraphsOf(content) : [])],
    children: elements(node)
      .filter(({ localName }) => !NOT_BELOW.includes(localName ?? ''))
      .map(provisionOf),
    after: wrapUp ? paragraphsOf(wrapUp) : [],
  }
}

const OTHER_NAMES: Readonly<Record<string, ProvisionKind>> = {
  clause: 'section',
  rule: 'section',
  subchapter: 'division',
  subpart: 'division',
  subtitle: 'division',
  subdivision: 'division',
  tome: 'book',
  list: 'paragraph',
  alinea: 'paragraph',
  subclause: 'subsection',
  sublist: 'subparagraph',
}

function kindOf(node: Element): ProvisionKind {
  const name = node.localName ?? ''
  if (name === 'hcontainer') return node.getAttribute('name') === 'schedule' ? 'schedule' : 'text'
  return PROVISION_KINDS.find((kind) => kind === name) ?? OTHER_NAMES[name] ?? 'text'
}
