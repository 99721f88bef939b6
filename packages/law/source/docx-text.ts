import { err, ok, type Result } from '@gloact/kernel'
import { type Element, parseXmlDocument } from 'slimdom'
import { xmlProblem } from '../akn/xml-limits.ts'
import { letterOf, romanOf } from './html-text.ts'

/** The parts of a Word document that its words and their numbers stand in. */
export interface DocxParts {
  readonly document: string
  readonly styles?: string | undefined
  readonly numbering?: string | undefined
}

export const DOCX_PARTS = { document: 'word/document.xml', styles: 'word/styles.xml', numbering: 'word/numbering.xml' }

interface Level {
  readonly format: string
  readonly text: string
  readonly start: number
}

interface Style {
  readonly heading: number
  readonly numId: string | undefined
  readonly level: number
  readonly basedOn: string | undefined
}

/**
 * The words of a Word document as lines of Markdown that `readLaw` reads. Numbers that Word counts by itself are counted as it
 * counts them. What was deleted with changes tracked is not read, what was inserted is.
 */
export function docxText(parts: DocxParts): Result<string, 'damaged'> {
  const document = parsed(parts.document)
  const styles = parts.styles === undefined ? undefined : parsed(parts.styles)
  const numbering = parts.numbering === undefined ? undefined : parsed(parts.numbering)
  const body = document && child(document, 'body')
  if (!body) return err('damaged')
  const counting = counter(numbering)
  const styleOf = stylesOf(styles)
  const lines: string[] = []
  const paragraph = (node: Element): string => {
    const properties = child(node, 'pPr')
    const style = styleOf(value(properties && child(properties, 'pStyle')))
    const own = properties && child(properties, 'numPr')
    const numId = value(own && child(own, 'numId')) ?? style.numId
    const level = Number(value(own && child(own, 'ilvl')) ?? style.level)
    const { words, bold } = runsOf(node)
    if (words === '') return ''
    const number = numId === undefined || numId === '0' ? '' : counting(numId, level)
    const text = number === '' ? words : `${number} ${words}`
    const outline = Number(value(properties && child(properties, 'outlineLvl')) ?? Number.NaN)
    const heading = outline >= 0 && outline < 6 ? outline + 1 : style.heading
    if (heading > 0) return `${'#'.repeat(heading)} ${text}`
    return bold && number === '' ? `**${text.replaceAll('*', '')}**` : text
  }
  const read = (node: Element) => {
    for (const one of node.children) {
      const name = one.localName
      if (name === 'p') lines.push(...paragraph(one).split('\n'), '')
      else if (name === 'tr') {
        const cells = descendants(one, 'tc').map((cell) =>
          descendants(cell, 'p').map(paragraph).filter(Boolean).join(' '),
        )
        lines.push(cells.filter(Boolean).join(' '), '')
      } else if (name !== 'sectPr' && name !== 'Fallback') read(one)
    }
  }
  read(body)
  return ok(lines.join('\n').replaceAll(/\n{3,}/g, '\n\n'))
}

function parsed(xml: string): Element | undefined {
  if (xmlProblem(xml, { characters: 60_000_000, depth: 200 })) return undefined
  try {
    return parseXmlDocument(xml).documentElement ?? undefined
  } catch {
    // It is damaged, which is what its caller says.
    return undefined
  }
}

const child = (node: Element, name: string): Element | undefined =>
  node.children.find(({ localName }) => localName === name)

/** Elements of a name below another, the highest alone. */
const descendants = (node: Element, name: string): Element[] =>
  node.children.flatMap((one) => (one.localName === name ? [one] : descendants(one, name)))

function attributeOf(node: Element, name: string): string | undefined {
  return node.attributes.find(({ localName }) => localName === name)?.value
}

const value = (node: Element | undefined): string | undefined => (node ? attributeOf(node, 'val') : undefined)

const isOn = (node: Element | undefined): boolean => node !== undefined && !['0', 'false'].includes(value(node) ?? '1')

const NOT_READ = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'pPr', 'rPr', 'footnoteReference'])

function runsOf(paragraph: Element): { readonly words: string; readonly bold: boolean } {
  let text = ''
  let [strong, plain] = [false, false]
  const read = (node: Element, bold: boolean) => {
    for (const one of node.children) {
      const name = one.localName ?? ''
      if (NOT_READ.has(name)) continue
      if (name === 't') {
        const words = one.textContent ?? ''
        text += words
        if (words.trim() !== '' && bold) strong = true
        else if (words.trim() !== '') plain = true
      } else if (name === 'tab') text += ' '
      else if (name === 'br' || name === 'cr') text += '\n'
      else if (name === 'noBreakHyphen') text += '-'
      else if (name === 'r') {
        const properties = child(one, 'rPr')
        read(one, isOn(properties && child(properties, 'b')))
      } else read(one, bold)
    }
  }
  read(paragraph, false)
  const words = text
    .split('\n')
    .map((line) => line.replaceAll(/[\s\u00a0]+/g, ' ').trim())
    .join('\n')
    .trim()
  return { words, bold: strong && !plain }
}

function stylesOf(styles: Element | undefined): (id: string | undefined) => Style {
  const found = new Map<string, Style>()
  for (const node of styles?.children ?? []) {
    const id = attributeOf(node, 'styleId')
    if (node.localName !== 'style' || id === undefined) continue
    const properties = child(node, 'pPr')
    const numbered = properties && child(properties, 'numPr')
    const named = /^heading (\d)$/i.exec(value(child(node, 'name')) ?? '')?.[1]
    const outline = value(properties && child(properties, 'outlineLvl'))
    found.set(id, {
      heading: named ? Math.min(Number(named), 6) : outline === undefined || outline === '9' ? 0 : Number(outline) + 1,
      numId: value(numbered && child(numbered, 'numId')),
      level: Number(value(numbered && child(numbered, 'ilvl')) ?? 0),
      basedOn: value(child(node, 'basedOn')),
    })
  }
  const none: Style = { heading: 0, numId: undefined, level: 0, basedOn: undefined }
  const inherited = (id: string | undefined, depth: number): Style => {
    const own = id === undefined ? undefined : found.get(id)
    if (!own) return none
    const above = depth > 10 ? none : inherited(own.basedOn, depth + 1)
    return {
      ...own,
      heading: own.heading || above.heading,
      numId: own.numId ?? above.numId,
      level: own.numId === undefined ? Math.max(own.level, above.level) : own.level,
    }
  }
  return (id) => inherited(id, 0)
}

/** Counts the numbers of lists, level by level: a number begins again below the next of the level above it. */
function counter(numbering: Element | undefined): (numId: string, level: number) => string {
  const lists = new Map<string, ReadonlyMap<number, Level>>()
  const uses = new Map<string, { readonly list: string; readonly starts: ReadonlyMap<number, number> }>()
  for (const node of numbering?.children ?? []) {
    if (node.localName === 'abstractNum') {
      const levels = node.children.filter(({ localName }) => localName === 'lvl').map(levelOf)
      lists.set(attributeOf(node, 'abstractNumId') ?? '', new Map(levels))
    } else if (node.localName === 'num') {
      const starts = node.children
        .filter(({ localName }) => localName === 'lvlOverride')
        .flatMap((one): [number, number][] => {
          const start = value(child(one, 'startOverride'))
          return start === undefined ? [] : [[Number(attributeOf(one, 'ilvl') ?? 0), Number(start)]]
        })
      const list = value(child(node, 'abstractNumId')) ?? ''
      uses.set(attributeOf(node, 'numId') ?? '', { list, starts: new Map(starts) })
    }
  }
  const counts = new Map<string, number[]>()
  const begun = new Set<string>()
  return (numId, at) => {
    const use = uses.get(numId)
    const levels = use && lists.get(use.list)
    const level = levels?.get(at)
    if (!use || !levels || !level) return ''
    if (level.format === 'bullet') return '-'
    const count = counts.get(use.list) ?? []
    const anew = use.starts.has(at) && !begun.has(`${numId} ${at}`)
    begun.add(`${numId} ${at}`)
    const before = anew ? undefined : count[at]
    count[at] = before === undefined ? (use.starts.get(at) ?? level.start) : before + 1
    count.length = at + 1
    counts.set(use.list, count)
    return level.text.replaceAll(/%(\d)/g, (_, digit) => {
      const below = Number(digit) - 1
      const one = levels.get(below)
      return one ? written(below === at ? level.format : one.format, count[below] ?? one.start) : ''
    })
  }
}

function levelOf(node: Element): [number, Level] {
  return [
    Number(attributeOf(node, 'ilvl') ?? 0),
    {
      format: value(child(node, 'numFmt')) ?? 'decimal',
      text: value(child(node, 'lvlText')) ?? '',
      start: Number(value(child(node, 'start')) ?? 1),
    },
  ]
}

const ABJAD = [...'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ']
const ALPHABET = [...'أبتثجحخدذرزسشصضطظعغفقكلمنهوي']
const RUSSIAN = [...'абвгдежзиклмнопрстуфхцчшщэюя']

function written(format: string, number: number): string {
  if (format === 'lowerLetter') return letterOf(number)
  if (format === 'upperLetter') return letterOf(number).toUpperCase()
  if (format === 'lowerRoman') return romanOf(number)
  if (format === 'upperRoman') return romanOf(number).toUpperCase()
  if (format === 'arabicAbjad') return ABJAD[number - 1] ?? String(number)
  if (format === 'arabicAlpha') return ALPHABET[number - 1] ?? String(number)
  if (format === 'russianLower') return RUSSIAN[number - 1] ?? String(number)
  if (format === 'russianUpper') return (RUSSIAN[number - 1] ?? String(number)).toUpperCase()
  return format === 'none' ? '' : String(number)
}
