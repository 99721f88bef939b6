import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { ReportBlock, ReportDocument, ReportTable } from '../document.ts'

/** A picture of one clear point, for programs that know no SVG: they show the figure's alternative text. */
const CLEAR_POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** The report as a Word document: headings, tables whose first row repeats on each page, figures as SVG. */
export async function renderDocx(report: ReportDocument): Promise<Uint8Array> {
  const bidirectional = report.direction === 'rtl'
  const children = [
    new Paragraph({ heading: HeadingLevel.TITLE, bidirectional, children: [run(report.title)] }),
    ...(report.subtitle === undefined ? [] : [paragraph(report.subtitle, bidirectional)]),
    ...report.blocks.flatMap((block) => blockParts(block, bidirectional)),
    ...report.colophon.map(
      (line) => new Paragraph({ bidirectional, spacing: { before: 120 }, children: [run(line, { size: 18 })] }),
    ),
  ]
  const document = new Document({
    title: report.title,
    creator: 'GloACT',
    styles: {
      default: { document: { run: { font: 'Noto Sans', size: 22, language: { value: report.language } } } },
    },
    sections: [
      {
        children,
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
      },
    ],
  })
  return Packer.toBuffer(document)
}

const run = (text: string, style: { bold?: boolean; size?: number } = {}): TextRun => new TextRun({ text, ...style })

const paragraph = (text: string, bidirectional: boolean): Paragraph =>
  new Paragraph({ bidirectional, spacing: { after: 120 }, children: [run(text)] })

const bullet = (text: string, bidirectional: boolean): Paragraph =>
  new Paragraph({ bidirectional, bullet: { level: 0 }, children: [run(text)] })

function blockParts(block: ReportBlock, bidirectional: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading': {
      const heading = block.level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2
      const pageBreakBefore = block.newPage === true
      return [new Paragraph({ heading, bidirectional, pageBreakBefore, keepNext: true, children: [run(block.text)] })]
    }
    case 'paragraph':
      return [paragraph(block.text, bidirectional)]
    case 'list':
      return block.items.map((item) => bullet(item, bidirectional))
    case 'notice':
      return [notice(block, bidirectional)]
    case 'facts':
      return block.facts.map(
        ({ label, value, note }) =>
          new Paragraph({
            bidirectional,
            children: [
              run(`${label}: `),
              run(value, { bold: true, size: 28 }),
              ...(note === undefined ? [] : [run(` (${note})`)]),
            ],
          }),
      )
    case 'table':
      return [
        new Paragraph({
          bidirectional,
          keepNext: true,
          spacing: { before: 200 },
          children: [run(block.caption, { bold: true })],
        }),
        table(block, bidirectional),
      ]
    case 'figure':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 200 },
          children: [
            new ImageRun({
              type: 'svg',
              data: Buffer.from(block.svg),
              fallback: { type: 'png', data: CLEAR_POINT },
              transformation: { width: 600, height: Math.round((600 * block.height) / block.width) },
              altText: { name: block.caption, title: block.caption, description: block.alternative },
            }),
          ],
        }),
        paragraph(block.caption, bidirectional),
      ]
  }
}

/** A table of one cell, so that the frame holds its lines together. */
function notice({ title, items, tone }: ReportBlock & { kind: 'notice' }, bidirectional: boolean): Table {
  const edge = {
    style: BorderStyle.SINGLE,
    size: tone === 'refused' ? 24 : 8,
    color: tone === 'refused' ? 'B3261E' : '55606A',
  }
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: edge, bottom: edge, left: edge, right: edge },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            shading: { type: ShadingType.CLEAR, fill: 'F3F6F7' },
            margins: { top: 120, bottom: 120, left: 160, right: 160 },
            children: [
              new Paragraph({ bidirectional, children: [run(title, { bold: true })] }),
              ...items.map((item) => bullet(item, bidirectional)),
            ],
          }),
        ],
      }),
    ],
  })
}

function table({ columns, rows }: ReportTable, bidirectional: boolean): Table {
  const cell = (text: string, at: number, bold: boolean): TableCell =>
    new TableCell({
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          bidirectional,
          alignment: columns[at]?.numeric === true ? AlignmentType.END : AlignmentType.START,
          children: [run(text, { bold, size: 20 })],
        }),
      ],
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    visuallyRightToLeft: bidirectional,
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(({ label }, at) => cell(label, at, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, at) => cell(text, at, false)) })),
    ],
  })
}
