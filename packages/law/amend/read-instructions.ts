import type { LawText } from '../law-text.ts'
import { plainText } from '../plain-text.ts'
import type { Instruction } from './instruction.ts'

/** What an amending law orders; where the words were not understood it is the words alone. */
export interface ReadInstruction extends Instruction {
  /** The words from which it was read. */
  readonly source: string
  readonly understood: boolean
}

const QUOTED = String.raw`(?:“([^”]*)”|"([^"]*)")`
const UNIT = String.raw`(?:sub-?)?(?:section|article|paragraph|subparagraph|seksyen|subseksyen|perenggan|subperenggan)s?`
const REF = String.raw`(\d+[a-z]*(?:\s?\([\p{L}\p{N}]+\))*|(?:\s?\([\p{L}\p{N}]+\))+)`
const NAMED = String.raw`((?:part|chapter|schedule|bahagian|bab|jadual)\s+[\p{L}\p{N}]+)`
const DEFINED = String.raw`(?:the\s+definition\s+of|takrif)\s+(?:“([^”]+)”|"([^"]+)")`
const WORD = String.raw`(?:words?|figures?|perkataan|angka)`
const expression = (source: string): RegExp => new RegExp(source, 'iu')

const PLACE = expression(String.raw`(?:^|\s)(?:(?:in|dalam)\s+(?:the\s+renumbered\s+)?)?${UNIT}\s+${REF}`)
const IN_DEFINITION = expression(String.raw`^\s*(?:in|dalam)\s+${DEFINED},`)
const EVERYWHERE = /\b(?:wherever|di mana-mana jua)\b/iu
const INSERT = expression(
  String.raw`(?:inserting|memasukkan)\s+(?:immediately\s+)?(after|selepas|before|sebelum)\s+(?:the\s+renumbered\s+)?(?:${UNIT}\s+${REF}|${NAMED}|${DEFINED})[^“"]*:`,
)
const REPLACE = expression(
  String.raw`(?:substituting\s+for|menggantikan)\s+(?:${UNIT}\s+${REF}|${NAMED}|${DEFINED})[^“"]*:`,
)
const REMOVE = expression(
  String.raw`(?:deleting|repealing|omitting|memotong)\s+(?:${UNIT}\s+${REF}|${NAMED}|${DEFINED})\s*[.;,]?(?:\s+(?:and|dan))?\s*$`,
)
const EXCHANGE = expression(
  String.raw`(?:substituting\s+for|menggantikan)\s+(?:the\s+)?${WORD}\s+${QUOTED}[^“"]*?\s(?:the\s+|dengan\s+)${WORD}\s+${QUOTED}`,
)
const TAKE_OUT = expression(String.raw`(?:deleting|omitting|memotong)\s+(?:the\s+)?${WORD}\s+${QUOTED}`)
const AT_END = expression(String.raw`(?:at\s+the\s+end\s+of|di\s+hujung)\s+${UNIT}\s+${REF}`)
const PUT_AFTER = expression(
  String.raw`(?:inserting|memasukkan)\s+(?:after|selepas)\s+(?:the\s+)?${WORD}\s+${QUOTED}[^“"]*?\s(?:the\s+)?${WORD}\s+${QUOTED}`,
)
const RENUMBER = expression(
  String.raw`renumbering\s+(?:that|the\s+existing)\s+section\s+as\s+subsection\s+(\(\d+\))|menomborkan semula .{0,40}sebagai subseksyen\s+(\(\d+\))`,
)
/** What is about a heading, a mark or another language's text is a person's to do. */
const APART =
  /\b(?:that definition|shoulder note|nota bahu|long title|tajuk panjang|in the heading|dalam tajuk|full stop|semi-?colon|comma|noktah|koma|except|kecuali|in the (?:english|national) language text|dalam teks bahasa)\b/iu

const BEGINS = /^\d+[a-z]*\.\s[^“"]*\b(?:principal act|akta ibu)\b[^“"]*\b(?:amended|dipinda)\b/iu

/** Whether something is ordered at all: short titles, commencement and savings order nothing. */
const ORDERS =
  /\b(?:by|is|are|and)\s+(?:further\s+)?(?:amended|inserting|substituting|deleting|omitting|repealing|renumbering|repealed|deleted)\b|\bdengan\s+(?:memasukkan|menggantikan|memotong|menomborkan)|\bdipinda\b|^(?:inserting|substituting|deleting)\b/iu

/**
 * Reads what an amending law orders, in English or Malay manner: “Section 6 is amended by inserting after subsection (2) …”. What
 * stands between quotation marks belongs to the law that is amended. What is not understood is listed with its words, in its place.
 */
export function readInstructions(law: LawText): readonly ReadInstruction[] {
  const found: ReadInstruction[] = []
  for (const { section, items } of clausesOf(law)) {
    const base = placeIn(section, '')
    if (items.length === 0) {
      if (ORDERS.test(section)) found.push(...instructionsOf(section, base))
      continue
    }
    let within = base
    for (const { words, nested, opens } of items) {
      if (opens) within = placeIn(words, base)
      else found.push(...instructionsOf(words, nested ? within : base))
    }
  }
  return found
}

interface Clause {
  readonly section: string
  readonly items: readonly { readonly words: string; readonly nested: boolean; readonly opens: boolean }[]
}

/** The law's paragraphs as what orders: a section, or the items under one. Quoted paragraphs stay with what quotes them. */
function clausesOf(law: LawText): readonly Clause[] {
  const clauses: { section: string; items: { words: string; nested: boolean; opens: boolean }[] }[] = []
  let quoted = ''
  let nested = false
  const addTo = (words: string) => {
    const clause = clauses.at(-1)
    const item = clause?.items.at(-1)
    if (item) item.words += `\n\n${words}`
    else if (clause) clause.section += `\n\n${words}`
  }
  for (const line of plainText({ ...law, longTitle: '', preface: [], preamble: [] })
    .trim()
    .split('\n\n')) {
    // A quotation that a printer did not close ends where the next order begins.
    if (BEGINS.test(line)) quoted = ''
    const wasQuoted = quoted !== ''
    quoted = quotedAfter(line, quoted)
    if (wasQuoted) {
      addTo(line)
      continue
    }
    const clause = clauses.at(-1)
    const unit = /^(?:section\s+|fasal\s+)?\d+[a-z]*\.(?:\s|$)/iu.test(line)
    const item = /^\(([a-z]{1,3})\)\s*(.*)$/su.exec(line)
    const inQuotes = /^(\d+[a-z]*\.)\s*(“.*)$/su.exec(line)
    if (inQuotes && quoted !== '') {
      // A quoted section whose heading stood above its number.
      addTo(`${inQuotes[2] ?? ''}\n\n${inQuotes[1] ?? ''}`)
    } else if (unit) {
      clauses.push({ section: line.replace(/^(?:section\s+|fasal\s+)?\d+[a-z]*\.\s*/iu, ''), items: [] })
      nested = false
    } else if (item && clause && ORDERS.test(`${clause.section} ${line}`)) {
      const [, letter = '', words = ''] = item
      const isNested: boolean = nested && /^[ivx]+$/.test(letter)
      const opens = /[—–-]\s*$/u.test(words)
      if (opens) nested = true
      else if (!isNested) nested = false
      clause.items.push({ words, nested: isNested, opens })
    } else addTo(line)
  }
  return clauses
}

/** Which quotations are open after a line; none where it is empty. */
function quotedAfter(line: string, open: string): string {
  let quoted = open
  if (quoted === '' && line.startsWith('‘')) quoted = '‘'
  if (quoted !== '‘') {
    for (const [at, mark] of [...line].entries()) {
      // A paragraph of a quotation may begin with its mark again; within one, others are quoted.
      if (mark === '“' && (quoted === '' || at > 0)) quoted += '“'
      else if (mark === '”') quoted = quoted.slice(1)
    }
  }
  // What a definition quotes is closed by either mark, as printers have it.
  return quoted === '‘' && /[’”]\s*[.;,]?\s*[’”]?\s*[.;,]?(?:\s+(?:and|dan))?\s*$/u.test(line) ? '' : quoted
}

/** The provision that is named, within the one that was named before. */
function placeIn(words: string, base: string): string {
  const ordering = words.split(/[“"‘:]/u)[0] ?? ''
  const head = /\b(?:by|dengan)\b/iu.test(ordering) ? (ordering.split(/\b(?:by|dengan)\s/iu)[0] ?? '') : ordering
  const places = [...head.matchAll(new RegExp(PLACE.source, 'giu'))].map((match) => match[1] ?? '')
  const place = places.reduce((found, next) => below(found, next), base)
  const defined = IN_DEFINITION.exec(words)
  return defined ? `${place} “${defined[1] ?? defined[2] ?? ''}”` : place
}

const below = (base: string, reference: string): string => {
  const plain = reference.replaceAll(/\s/g, '')
  return plain.startsWith('(') ? `${base}${plain}` : plain
}

function instructionsOf(words: string, base: string): readonly ReadInstruction[] {
  const source = words.length > 2000 ? `${words.slice(0, 1999)}…` : words
  const made = (instruction: Omit<Instruction, 'old'> & { readonly old?: string }): readonly ReadInstruction[] => [
    { old: '', ...instruction, source, understood: true },
  ]
  const ordered = (words.split(':')[0] ?? '').replaceAll(/“[^”]*”|"[^"]*"/gu, '')
  const place = placeIn(words, base)
  const quotes = (match: RegExpExecArray, from: number): string => match[from] ?? match[from + 1] ?? ''
  if (!APART.test(ordered)) {
    const inserted = INSERT.exec(words)
    if (inserted) {
      const action = /^(?:before|sebelum)$/iu.test(inserted[1] ?? '') ? 'insert_before' : 'insert'
      return made({ action, at: targetOf(inserted, 2, place), words: blockOf(words, inserted) })
    }
    const replaced = REPLACE.exec(words)
    if (replaced) return made({ action: 'replace', at: targetOf(replaced, 1, place), words: blockOf(words, replaced) })
    const renumbered = RENUMBER.exec(words)
    if (renumbered) return made({ action: 'wrap', at: base, words: renumbered[1] ?? renumbered[2] ?? '(1)' })
    const action = EVERYWHERE.test(words) ? 'all_words' : 'words'
    const exchanged = EXCHANGE.exec(words)
    const put = PUT_AFTER.exec(words)
    if (exchanged && place !== '')
      return made({ action, at: place, old: quotes(exchanged, 1), words: quotes(exchanged, 3) })
    if (put && place !== '') {
      const old = quotes(put, 1)
      const next = quotes(put, 3)
      return made({ action, at: place, old, words: /^[,;.]/.test(next) ? `${old}${next}` : `${old} ${next}` })
    }
    const out = TAKE_OUT.exec(words)
    const last = AT_END.exec(words)?.[1]
    if (out && last) return made({ action: 'words', at: below(place, last), old: quotes(out, 1), words: '' })
    if (out && place !== '') return made({ action, at: place, old: quotes(out, 1), words: '' })
    const removed = REMOVE.exec(words)
    if (removed) return made({ action: 'delete', at: targetOf(removed, 1, place), words: '' })
  }
  return [{ action: 'words', at: place, old: '', words: '', source, understood: false }]
}

/** What a pattern named, from a group on: a reference, a part, or a definition. */
function targetOf(match: RegExpExecArray, from: number, base: string): string {
  const term = match[from + 2] ?? match[from + 3]
  if (term !== undefined) return `${base} “${term.trim().replaceAll(/\s+/g, ' ')}”`
  return match[from + 1] ?? below(base, match[from] ?? '')
}

/** The provisions between the quotation marks that follow the order. */
function blockOf(words: string, match: RegExpExecArray): string {
  return words
    .slice(match.index + match[0].length)
    .trim()
    .replace(/^[“"‘]\s*/u, '')
    .replace(/[”"’]\s*[.;,]?(?:\s+(?:and|dan))?\s*(?:\n\n[^“”]*)?$/u, '')
    .trim()
}
