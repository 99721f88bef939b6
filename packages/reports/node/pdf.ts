import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { ReportBlock, ReportDocument } from '../document.ts'
import { FONT_FAMILIES, shippedFonts } from './fonts.ts'

/**
 * The report as PDF, typeset by Typst, tagged for screen readers (PDF/UA-1). The fonts are those that are shipped; scripts
 * that these do not have are taken from the machine's.
 */
export function renderPdf(report: ReportDocument): Uint8Array {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: shippedFonts() }] })
  return compiler.pdf({ mainFileContent: typstOf(report) }, optionsFor([report]))
}

/** Several that belong to one occasion in one file, each on a page of its own: certificates of an event, to be printed together. */
export function renderPdfOf(reports: readonly ReportDocument[]): Uint8Array {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: shippedFonts() }] })
  const [first] = reports
  if (!first) throw new TypeError('a file of no reports')
  const mainFileContent = [settingsOf(first, 'none'), reports.map(bodyOf).join('\n#pagebreak()\n')].join('\n')
  return compiler.pdf({ mainFileContent }, optionsFor(reports))
}

/**
 * PDF/UA-1, but for figures with Arabic labels: Typst cannot say of letters that are joined in a picture which they are, as the
 * standard asks. Such a file is tagged as well, and the figure's alternative says in words what it shows.
 */
const optionsFor = (reports: readonly ReportDocument[]): Parameters<NodeCompiler['pdf']>[1] => {
  const joins = reports.some(
    ({ direction, blocks }) => direction === 'rtl' && blocks.some(({ kind }) => kind === 'figure'),
  )
  return joins ? {} : { pdfStandard: 'ua-1' }
}

/** The report in Typst's language. Every text stands in a string, so that nothing of it is read as markup or code. */
export const typstOf = (report: ReportDocument): string => [settingsOf(report, '"1 / 1"'), bodyOf(report)].join('\n')

function settingsOf({ title, language, direction }: ReportDocument, numbering: 'none' | '"1 / 1"'): string {
  const fonts = FONT_FAMILIES.map(string).join(', ')
  return [
    `#set document(title: ${string(title)}, author: "GloACT", date: none)`,
    `#set page(paper: "a4", margin: 2.2cm, numbering: ${numbering})`,
    `#set text(font: (${fonts}), size: 10pt, lang: ${string(language.slice(0, 2))}, dir: ${direction})`,
    `#set par(leading: 0.75em, spacing: 1em)`,
    `#show heading: set block(above: 1.6em, below: 0.8em)`,
    `#show table.cell.where(y: 0): strong`,
    `#show figure: set align(start)`,
    `#show figure: set block(above: 1.6em, below: 1.6em)`,
    // A caption stays with its table, and a table that fits on a page is not cut.
    `#show figure.caption: it => block(sticky: true, width: 100%, it)`,
    `#show figure.caption: set align(start)`,
    `#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + gray }), inset: (x: 6pt, y: 5pt))`,
  ].join('\n')
}

function bodyOf({ title, subtitle, blocks, colophon }: ReportDocument): string {
  return [
    `#text(size: 18pt, weight: "bold", ${string(title)})`,
    ...(subtitle === undefined ? [] : [`#par(text(fill: luma(35%), ${string(subtitle)}))`]),
    ...blocks.map(blockTypst),
    `#block(breakable: false, width: 100%, above: 2em, { line(length: 100%, stroke: 0.4pt + gray); ${colophon
      .map((line) => `par(text(size: 8pt, ${string(line)}))`)
      .join('; ')} })`,
  ].join('\n')
}

/** Rows of a table that is kept on one page. */
const MOST_UNCUT = 20

function blockTypst(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `${block.newPage === true ? '#pagebreak(weak: true)' : ''}#heading(level: ${block.level - 1}, ${string(block.text)})`
    case 'paragraph':
      return `#par(${string(block.text)})`
    case 'list':
      return listTypst(block.items)
    case 'notice': {
      const edge = block.tone === 'refused' ? '2pt + rgb("#b3261e")' : '0.8pt + gray'
      const inner = `strong(${string(block.title)}); parbreak(); ${listTypst(block.items).slice(1)}`
      return `#block(width: 100%, inset: 10pt, stroke: ${edge}, fill: luma(97%), { ${inner} })`
    }
    case 'facts': {
      const facts = block.facts.map(({ label, value, note }) => {
        const more = note === undefined ? '' : `linebreak(); text(size: 9pt, ${string(note)}); `
        return `{ text(fill: luma(35%), ${string(label)}); linebreak(); text(size: 15pt, weight: "bold", ${string(value)}); ${more}}`
      })
      return `#grid(columns: (1fr,) * ${Math.min(3, facts.length)}, gutter: 12pt, ${facts.join(', ')})`
    }
    case 'table': {
      const { caption, columns, rows } = block
      const align = columns.map(({ numeric }) => (numeric === true ? 'end' : 'start')).join(', ')
      const widths = columns.map((_, at) => (at === 0 ? '1fr' : 'auto')).join(', ')
      const head = columns.map(({ label }) => string(label)).join(', ')
      const cells = rows.flat().map(string).join(', ')
      const whole = rows.length <= MOST_UNCUT
      return (
        `#[#show figure: set block(breakable: ${!whole}); ` +
        `#figure(kind: table, supplement: none, numbering: none, gap: 0.7em, caption: figure.caption(position: top, strong(${string(caption)})), ` +
        `table(columns: (${widths},), align: (${align},), table.header(${head}), ${cells}))]`
      )
    }
    case 'figure':
      return (
        `#figure(alt: ${string(block.alternative)}, supplement: none, numbering: none, caption: ${string(block.caption)}, ` +
        `image(bytes(${string(block.svg)}), format: "svg", width: 100%, alt: ${string(block.alternative)}))`
      )
  }
}

const listTypst = (items: readonly string[]): string => `#list(${items.map(string).join(', ')})`

// oxlint-disable-next-line no-control-regex -- they are what is taken out
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/g

/** A string of Typst: only the backslash and the quote mean something in it. Control characters are left out. */
const string = (text: string): string =>
  `"${text.replaceAll(CONTROL, ' ').replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
