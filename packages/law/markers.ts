import { asciiDigits } from '@gloact/kernel'
import type { ProvisionKind } from './law-text.ts'
import { letterValues, roman } from './numbers.ts'

/** How an item is numbered: what tells apart a subsection `(1)` from a paragraph `(a)` and a subparagraph `(i)`. */
export type ItemStyle =
  | '(1)'
  | '(a)'
  | '(aa)'
  | '(i)'
  | '(A)'
  | '(I)'
  | '1)'
  | 'a)'
  | 'i)'
  | '1.'
  | '1°'
  | 'I.-'
  | '1-'
  | 'a-'

export interface ItemMarker {
  readonly is: 'item'
  readonly num: string
  readonly rest: string
  /** A letter may be two things, `(i)` after `(h)` or the first roman: the likeliest stand first. */
  readonly readings: readonly { readonly style: ItemStyle; readonly value: number }[]
}

export interface HeadedMarker {
  readonly is: 'container' | 'unit'
  readonly kind: ProvisionKind
  readonly num: string
  readonly rest: string
  /** A unit's number where it is a plain one, to see whether it follows. */
  readonly value?: number
}

/** Words that name a division of a law, small, by what Akoma Ntoso calls it. Languages share the table: none contradicts. */
const DIVISIONS: readonly (readonly [ProvisionKind, string])[] = [
  ['book', 'book|livre|libro|livro|buch|книга|الكتاب|buku'],
  ['part', 'part|partie|parte|teil|bahagian|раздел|الباب|bagian'],
  ['title', 'title|titre|t[ií]tulo|titel'],
  ['chapter', 'chapter|chapitre|cap[ií]tulo|kapitel|bab|глава|الفصل'],
  ['division', 'division|abschnitt|penggal|القسم|подраздел'],
]
const SCHEDULE =
  /^((?:(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh) )?schedule|annexe?|anexo|anlage|jadual(?: \p{L}+)?|приложение|ملحق)(?:\s+(?:№\s*)?([ivxlc]+|\d+|[a-z]))?\s*[.:—–-]*\s*(.*)$/iu
const ARTICLE =
  /^((?:art[ií]culo|article|artigo|artikel|art\.|статья|المادة|مادة|pasal)\s*\(?\s*((?:[a-z]\.\s?)?\d+[\d\-–.]*(?<!\.)[a-z]?(?:\s*[º°ª])?(?:\s*(?:bis|ter|quater|quinquies|مكرر(?:اً|ا)?))?|[ivxlc]+(?![\p{L}])|(?:premier|unique|único|first)(?![\p{L}])|ال[\p{L}]+(?:\s+عشرة?)?)\s*\)?)\s*(.*)$/iu
const PARAGRAPH_SIGN = /^(§\s*(\d+[a-z]?))\s*(.*)$/i
const SECTION_WORD = /^((?:section|sec\.|seksyen|secci[oó]n|seção)\s+(\d+[a-z]{0,2}|[ivxlc]+))(?=$|[\s.:—–-])\s*(.*)$/iu
const NUMBERED =
  /^((\d{1,3})([a-z]{0,3})(?:\s*(?:bis|ter|quater))?\s*[.．]?)(?:\s*(?=—|–|\((?:1|١)\))|(?<=[.．])(?:\s+|$))(.*)$/iu

const GERMAN_REFERENCE = /^(?:Absatz|Abs\.|Satz|Nummer|Nr\.|und|oder|gilt|bis)(?![\p{L}])/u

/** Whether words after a number are a heading or nothing, and no sentence that goes on: "Section 5 applies to". */
function headingLike(rest: string): boolean {
  if (rest === '' || /^[.:—–-]/.test(rest)) return true
  return rest.length <= 150 && !/[.;,]$/.test(rest) && /^[^\p{Ll}]/u.test(rest)
}

const afterSeparator = (rest: string): string => rest.replace(/^[\s.:—–-]+/, '')

const NUMERAL = '([ivxlc]+[a-h]?|\\d+[a-z]?|[a-z]|premier|première|первая|ال[\\p{L}]+(?:\\s+عشر)?)'
const CONTAINERS = DIVISIONS.map(
  ([kind, words]) =>
    [kind, new RegExp(`^((?:${words})\\s+(?:№\\s*)?${NUMERAL})(?=$|[\\s.:—–-])\\s*(.*)$`, 'iu')] as const,
)

/** A line that names a part, a chapter, a schedule. */
export function containerMarker(text: string): HeadedMarker | undefined {
  if (text.length > 200 || /^\p{Ll}/u.test(text)) return undefined
  for (const [kind, pattern] of CONTAINERS) {
    const match = pattern.exec(text)
    if (match?.[1] === undefined || !headingLike(match[3] ?? '')) continue
    return { is: 'container', kind, num: match[1], rest: afterSeparator(match[3] ?? '') }
  }
  const schedule = SCHEDULE.exec(text)
  if (schedule?.[1] === undefined || !headingLike(schedule[3] ?? '')) return undefined
  const num = [schedule[1], schedule[2]].filter((word) => word !== undefined).join(' ')
  return { is: 'container', kind: 'schedule', num, rest: afterSeparator(schedule[3] ?? '') }
}

/** A line that begins a section or an article by its word: `Article 5`, `§ 232`, `Section 3.`. */
export function wordedUnit(text: string): HeadedMarker | undefined {
  // Small, it is a reference at a line's beginning: "section 45".
  if (/^\p{Ll}/u.test(text)) return undefined
  const ascii = asciiDigits(text)
  if (ascii.length !== text.length) return undefined
  const article = ARTICLE.exec(ascii) ?? PARAGRAPH_SIGN.exec(ascii)
  if (article?.[1] !== undefined) {
    const rest = text.slice(text.length - (article[3] ?? '').length)
    // "Article 5 of the Convention applies" goes on; "Article 5. Applies" and "Article 5 – Application" begin.
    if ((!headingLike(rest) && !/^[.:—–)-]/.test(rest)) || GERMAN_REFERENCE.test(rest)) return undefined
    return unit('article', text.slice(0, article[1].length).trim(), article[2] ?? '', afterSeparator(rest))
  }
  const section = SECTION_WORD.exec(text)
  if (section?.[1] === undefined || !headingLike(section[3] ?? '')) return undefined
  return unit('section', section[1], section[2] ?? '', afterSeparator(section[3] ?? ''))
}

/** A line that begins with a number and a full stop: a section where sections have no word, an item elsewhere. */
export function numberedUnit(text: string): HeadedMarker | undefined {
  const ascii = asciiDigits(text)
  const match = ascii.length === text.length ? NUMBERED.exec(ascii) : null
  if (match?.[1] === undefined) return undefined
  return unit('section', text.slice(0, match[1].length).trim(), match[2] ?? '', afterDash(match[4] ?? ''))
}

const afterDash = (rest: string): string => rest.replace(/^[\s—–]+/, '')

function unit(kind: ProvisionKind, num: string, number: string, rest: string): HeadedMarker {
  const digits = /^\d+(?![\d-])/.exec(asciiDigits(number))
  return { is: 'unit', kind, num, rest, ...(digits && { value: Number(digits[0]) }) }
}

const BRACKETED = /^(\(\s*(\d{1,3}(?:\.\d{1,2})?(?:[a-z]{1,2}|[A-Z]{1,2})?|\p{L}{1,6})\s*\))\s*(.*)$/u
const HALF_BRACKETED = /^((\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[а-яأ-ي])\s?\))\s*(.*)$/iu
const DEGREE = /^((\d{1,3})\s?[°º]\)?)\s+(.*)$/
const ROMAN_DASH = /^(([IVX]{1,5})(?:\.\s?[-–—]|\s[-–—]))\s*(.*)$/
const DIGIT_DASH = /^((\d{1,3})\s?[-–—])\s+(.*)$/
const LETTER_DASH = /^(([أ-يا]|[a-z])\s?ـ?\s?[-–—])\s+(.*)$/u

/** A line that begins with the number of an item, in whatever manner. */
export function itemMarker(written: string): ItemMarker | undefined {
  const ascii = asciiDigits(written)
  // Digits outside the first plane are longer than those that they become.
  const text = ascii.length === written.length ? written : ascii
  const found = (pattern: RegExp, read: (number: string) => ItemMarker['readings']): ItemMarker | undefined => {
    const match = pattern.exec(ascii)
    if (match?.[1] === undefined || match[2] === undefined) return undefined
    const readings = read(match[2])
    if (readings.length === 0) return undefined
    return { is: 'item', num: text.slice(0, match[1].length), rest: match[3] ?? '', readings }
  }
  return (
    found(BRACKETED, (number) => bracketed(number)) ??
    found(HALF_BRACKETED, (number) => halfBracketed(number)) ??
    found(DEGREE, (number) => [{ style: '1°', value: Number(number) }]) ??
    found(ROMAN_DASH, (number) => [{ style: 'I.-', value: roman(number) ?? 0 }]) ??
    found(DIGIT_DASH, (number) => [{ style: '1-', value: Number(number) }]) ??
    found(LETTER_DASH, (letter) => letterValues(letter).map((value) => ({ style: 'a-' as const, value })))
  )
}

/** `5.` where sections have a word of their own: an item. */
export function numberedItem(text: string): ItemMarker | undefined {
  const ascii = asciiDigits(text)
  const match = ascii.length === text.length ? NUMBERED.exec(ascii) : null
  if (match?.[1] === undefined) return undefined
  const num = text.slice(0, match[1].length).trim()
  return { is: 'item', num, rest: afterDash(match[4] ?? ''), readings: [{ style: '1.', value: Number(match[2]) }] }
}

function bracketed(number: string): ItemMarker['readings'] {
  if (/^\d/.test(number)) return [{ style: '(1)', value: Number.parseInt(number, 10) }]
  const numeral = roman(number)
  const capital = /^\p{Lu}/u.test(number)
  const letters = letterValues(number).map((value) => ({ style: capital ? ('(A)' as const) : ('(a)' as const), value }))
  const doubled = /^([a-z])\1$/.test(number) ? [{ style: '(aa)' as const, value: number.charCodeAt(0) - 96 }] : []
  const inserted = /^[a-z]{2}$/.test(number) && numeral === undefined ? (letterValues(number[0] ?? '')[0] ?? 0) : 0
  return [
    ...letters,
    ...(numeral === undefined ? [] : [{ style: capital ? ('(I)' as const) : ('(i)' as const), value: numeral }]),
    ...doubled,
    // `(la)` after `(l)`: an insertion keeps the letter it follows.
    ...(inserted > 0 && doubled.length === 0 ? [{ style: '(a)' as const, value: inserted }] : []),
  ]
}

function halfBracketed(number: string): ItemMarker['readings'] {
  if (/^\d/.test(number)) return [{ style: '1)', value: Number(number) }]
  const numeral = roman(number)
  return [
    ...letterValues(number).map((value) => ({ style: 'a)' as const, value })),
    ...(numeral === undefined ? [] : [{ style: 'i)' as const, value: numeral }]),
  ]
}
