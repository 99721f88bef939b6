import { decodeEntities } from './entities.ts'

/** Elements whose words are not those of the page. */
const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'head', 'svg', 'title', 'textarea', 'select'])
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark o:p q s samp small span strong sub sup time tt u var wbr img'.split(
    ' ',
  ),
)
const CELLS = new Set(['td', 'th'])
const BOLD = new Set(['b', 'strong'])

interface List {
  /** How its items are numbered: `1`, `a`, `i`; a bullet where it is empty. */
  readonly type: string
  next: number
}

/**
 * The words of a web page as lines of Markdown that `readLaw` reads: headings, items with the numbers that a browser shows, a
 * paragraph a line. Nothing of the page is run or fetched. Broken HTML is read as far as it goes: no word of it is lost.
 */
export function htmlText(html: string): string {
  const lines: string[] = []
  const lists: List[] = []
  let line = ''
  let mark = ''
  let bold = 0
  let [strong, plain] = [false, false]

  const flush = () => {
    const words = line.replaceAll(/[\s\u00a0]+/g, ' ').trim()
    if (words !== '') {
      const whole = strong && !plain && mark === '' ? `**${words.replaceAll('*', '')}**` : `${mark}${words}`
      lines.push(whole, '')
      mark = ''
    }
    line = ''
    strong = false
    plain = false
  }
  const words = (text: string) => {
    line += text
    if (text.trim() === '') return
    if (bold > 0) strong = true
    else plain = true
  }
  const open = (name: string, tag: string) => {
    if (BOLD.has(name)) bold += 1
    if (INLINE.has(name)) return
    if (CELLS.has(name)) {
      line += ' '
      return
    }
    flush()
    if (/^h[1-6]$/.test(name)) mark = `${'#'.repeat(Number(name[1]))} `
    if (name === 'ul') lists.push({ type: '', next: 1 })
    if (name === 'ol') lists.push({ type: attribute(tag, 'type') ?? '1', next: whole(attribute(tag, 'start')) ?? 1 })
    if (name === 'li') {
      const list = lists.at(-1)
      if (list) list.next = whole(attribute(tag, 'value')) ?? list.next
      mark = list === undefined || list.type === '' ? '- ' : `${itemNumber(list.type, list.next)} `
      if (list) list.next += 1
    }
  }
  const close = (name: string) => {
    if (BOLD.has(name)) bold = Math.max(0, bold - 1)
    if (INLINE.has(name) || CELLS.has(name)) return
    flush()
    if (name === 'ul' || name === 'ol') lists.pop()
    if (/^h[1-6]$/.test(name) || name === 'li') mark = ''
  }

  for (const piece of piecesOf(html)) {
    if (piece.is === 'text') words(decodeEntities(piece.text))
    else if (piece.closes) close(piece.name)
    else open(piece.name, piece.text)
  }
  flush()
  return lines.join('\n')
}

type Piece =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'tag'; readonly name: string; readonly closes: boolean; readonly text: string }

type Find = (what: string, from: number) => number

/** Finds what comes next, and does not look twice for what comes no more: else a page of `<!--` would take for ever. */
function finder(text: string): Find {
  const known = new Map<string, number>()
  return (what, from) => {
    const before = known.get(what)
    if (before !== undefined && (before < 0 || before >= from)) return before
    const at = text.indexOf(what, from)
    known.set(what, at)
    return at
  }
}

/** Text and tags in their order, each letter looked at once. */
function* piecesOf(html: string): Generator<Piece> {
  // Of the Latin letters alone: others may become longer, and places would no longer be the same.
  const small = html.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
  const find = finder(small)
  let at = 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    if (next < 0) break
    if (next > at) yield { is: 'text', text: html.slice(at, next) }
    const after = skipped(html, next, find)
    if (after !== undefined) {
      at = after
      continue
    }
    const name = /^<\/?([a-z][a-z0-9:-]*)/.exec(small.slice(next, next + 40))?.[1]
    const end = name === undefined ? -1 : tagEnd(html, next, find)
    if (name === undefined || end < 0) {
      yield { is: 'text', text: '<' }
      at = next + 1
      continue
    }
    const closes = html[next + 1] === '/'
    at = end + 1
    if (!closes && UNREAD.has(name) && html[end - 1] !== '/') {
      const shut = find(`</${name}`, at)
      // Never closed, it would swallow the law.
      if (shut >= 0) at = shut
    } else yield { is: 'tag', name, closes, text: html.slice(next, end + 1) }
  }
  if (at < html.length) yield { is: 'text', text: html.slice(at) }
}

/** Where a comment or a declaration ends; undefined where there is none. */
function skipped(html: string, at: number, find: Find): number | undefined {
  const [opening, ending] = html.startsWith('<!--', at) ? ['<!--', '-->'] : ['<', '>']
  if (opening === '<' && html[at + 1] !== '!' && html[at + 1] !== '?') return undefined
  const end = find(ending, at + opening.length)
  return end < 0 ? undefined : end + ending.length
}

/** Where a tag ends: a `>` between quotation marks is part of it, unless they are never closed. */
function tagEnd(html: string, at: number, find: Find): number {
  const plain = find('>', at)
  if (plain < 0) return -1
  let quote = ''
  for (let to = at; to < html.length && to < at + 5000; to += 1) {
    const letter = html[to] ?? ''
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if ((letter === '"' || letter === "'") && html[to - 1] === '=') quote = letter
    else if (letter === '>') return to
    // A tag that is never closed is words.
    else if (letter === '<' && to > at) return -1
  }
  return plain
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*["']?([\\w-]{1,10})`, 'i').exec(tag.slice(0, 500))?.[1]

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined

const ROMAN = [
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const

/** 4 → `iv`. */
export function romanOf(number: number): string {
  let [left, numeral] = [Math.min(number, 399), '']
  for (const [letters, value] of ROMAN) {
    while (left >= value) {
      numeral += letters
      left -= value
    }
  }
  return numeral
}

/** 1 → `a`, 27 → `aa`. */
export const letterOf = (number: number): string =>
  number < 1 ? String(number) : String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))

/** The number of an item as it is shown, between brackets where a letter with a full stop would read as a word. */
function itemNumber(type: string, value: number): string {
  if (type === 'a') return `(${letterOf(value)})`
  if (type === 'A') return `(${letterOf(value).toUpperCase()})`
  if (type === 'i') return `(${romanOf(value)})`
  if (type === 'I') return `(${romanOf(value).toUpperCase()})`
  return `${value}.`
}
