import { err, ok, type Result } from '@gloact/kernel'
import { type Element, parseXmlDocument } from 'slimdom'
import type { NotUnderstood, Provision, ProvisionKind, ReadLaw } from '../law-text.ts'
import { AKN_LIMITS, type AknProblem } from './read-akn.ts'
import { xmlProblem } from './xml-limits.ts'

/** What stands in a law as Justice Canada publishes it, by what Akoma Ntoso calls it. */
const KINDS: Readonly<Record<string, ProvisionKind>> = {
  Section: 'section',
  Subsection: 'subsection',
  Paragraph: 'paragraph',
  Subparagraph: 'subparagraph',
  Clause: 'point',
  Subclause: 'indent',
  Definition: 'paragraph',
  Schedule: 'schedule',
}
const FRONT = ['Label', 'MarginalNote', 'TitleText', 'Heading']

/** Reads the XML in which Justice Canada publishes acts (LIMS). What the editors note about earlier amendments is left out. */
export function readJusticeXml(xml: string): Result<ReadLaw, AknProblem> {
  const problem = xmlProblem(xml, AKN_LIMITS)
  if (problem) return err(problem)
  let root: Element | null
  try {
    root = parseXmlDocument(xml).documentElement
  } catch {
    return err('not_xml')
  }
  if (!root || !/^(?:Statute|Regulation|Extract)$/.test(root.localName ?? '')) return err('not_akn')
  const notes: NotUnderstood[] = []
  const body: Provision[] = []
  const walk = (node: Element, into: Provision[]) => {
    let here = into
    for (const one of node.children) {
      const name = one.localName ?? ''
      if (name === 'Heading') {
        const division: Provision = { kind: 'division', num: labelOf(one), heading: titleOf(one), ...none() }
        body.push(division)
        here = division.children as Provision[]
      } else if (KINDS[name]) here.push(provisionOf(one, notes, xml))
      else if (name === 'Identification') continue
      else if (name === 'Body' || name === 'Extract') walk(one, here)
    }
  }
  walk(root, body)
  const title = descendants(root).find(({ localName }) => localName === 'LongTitle')
  const law = { language: languageOf(root), longTitle: title ? words(title) : '', preface: [], preamble: [], body }
  return body.length === 0 ? err('not_akn') : ok({ law, notUnderstood: notes })
}

const none = () => ({ text: [] as string[], children: [] as Provision[], after: [] as string[] })
const words = (node: Element): string => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
const descendants = (node: Element): Element[] => node.children.flatMap((one) => [one, ...descendants(one)])
const childWords = (node: Element, name: string): string => {
  const found = node.children.find(({ localName }) => localName === name)
  return found ? words(found) : ''
}
const labelOf = (node: Element): string => childWords(node, 'Label')
const titleOf = (node: Element): string => childWords(node, 'TitleText') || childWords(node, 'MarginalNote')
const languageOf = (root: Element): string => root.getAttribute('xml:lang')?.slice(0, 2) ?? 'en'

function provisionOf(node: Element, notes: NotUnderstood[], xml: string): Provision {
  const provision = { ...none(), kind: KINDS[node.localName ?? ''] ?? ('text' as const) }
  for (const one of node.children) {
    const name = one.localName ?? ''
    if (FRONT.includes(name)) continue
    if (KINDS[name]) provision.children.push(provisionOf(one, notes, xml))
    else if (name === 'HistoricalNote') {
      const line = lineOf(xml, 'HistoricalNote', notes.length)
      notes.push({ line, lastLine: line, text: words(one), remark: 'note' })
    } else (provision.children.length > 0 ? provision.after : provision.text).push(words(one))
  }
  return { ...provision, num: labelOf(node), heading: titleOf(node) }
}

/** On which line an element opens for the n-th time. */
function lineOf(xml: string, name: string, nth: number): number {
  let at = -1
  for (let count = 0; count <= nth; count += 1) at = xml.indexOf(`<${name}`, at + 1)
  const open = at < 0 ? 0 : at
  return xml.slice(0, open).split('\n').length
}
