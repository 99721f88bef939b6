import type { ReportBlock, ReportDocument } from './document.ts'
import { escapeMarkup as e } from './escape.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2226; --paper: #fff; --muted: #55606a; --line: #c9d1d6; --accent: #0b5c66; --notice: #f3f6f7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecee; --paper: #14181b; --muted: #a5b0b8; --line: #3a444b; --accent: #5fc0cc; --notice: #1e2529; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif; }
main { max-width: 46rem; margin-inline: auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1.25rem; margin-block: 2.2rem 0.5rem; color: var(--accent); }
h3 { font-size: 1.05rem; margin-block: 1.5rem 0.4rem; }
p, ul { margin-block: 0.6rem; }
.subtitle, footer { color: var(--muted); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem; margin-block: 1.2rem; }
.facts > div { border-block-start: 3px solid var(--accent); padding-block-start: 0.5rem; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; font-size: 1.6rem; font-weight: 700; }
.facts .note { font-size: 0.95rem; font-weight: 400; color: var(--muted); }
.notice { border: 1px solid var(--line); border-inline-start: 6px solid var(--muted); background: var(--notice); padding: 0.8rem 1.1rem; margin-block: 1.2rem; }
.notice.refused { border-inline-start-color: #b3261e; }
.notice h2 { margin: 0 0 0.3rem; font-size: 1.05rem; color: inherit; }
.scroll { overflow-x: auto; margin-block: 1rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-block-end: 0.4rem; }
th, td { text-align: start; vertical-align: top; padding: 0.35rem 0.7rem 0.35rem 0; border-block-end: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; border-block-end-color: var(--ink); }
.number { text-align: end; }
figure { margin: 1.2rem 0; }
figure svg { max-width: 100%; height: auto; background: #fff; }
@media (max-width: 40rem) { figure svg { font-size: 18px; } table { font-size: 0.85rem; } th, td { padding-inline-end: 0.5rem; } }
figcaption { color: var(--muted); }
footer { margin-block-start: 3rem; border-block-start: 1px solid var(--line); padding-block-start: 0.8rem; font-size: 0.9rem; overflow-wrap: anywhere; }
@media print {
  :root { --ink: #000; --paper: #fff; --muted: #444; --line: #999; --accent: #000; --notice: #fff; }
  main { max-width: none; padding: 0; }
  h2, h3, caption { break-after: avoid; }
  figure, .notice, tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
}
@page { margin: 2cm; }
`

/** The report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. */
export function renderHtml({ title, subtitle, language, direction, blocks, colophon }: ReportDocument): string {
  return `<!doctype html>
<html lang="${e(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${e(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${e(title)}</h1>
${subtitle === undefined ? '' : `<p class="subtitle">${e(subtitle)}</p>\n`}${blocks.map(blockHtml).join('\n')}
<footer>
${colophon.map((line) => `<p>${e(line)}</p>`).join('\n')}
</footer>
</main>
</body>
</html>
`
}

function blockHtml(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${e(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p>${e(block.text)}</p>`
    case 'list':
      return listHtml(block.items)
    case 'notice':
      return `<section class="notice ${block.tone}"><h2>${e(block.title)}</h2>${listHtml(block.items)}</section>`
    case 'facts':
      return `<dl class="facts">${block.facts
        .map(({ label, value, note }) => {
          const more = note === undefined ? '' : `<dd class="note">${e(note)}</dd>`
          return `<div><dt>${e(label)}</dt><dd>${e(value)}</dd>${more}</div>`
        })
        .join('')}</dl>`
    case 'table': {
      const { caption, columns, rows } = block
      const kind = (at: number) => (columns[at]?.numeric === true ? ' class="number"' : '')
      const head = columns.map(({ label }, at) => `<th scope="col"${kind(at)}>${e(label)}</th>`).join('')
      const body = rows
        .map((row) => {
          const [first = '', ...rest] = row
          const cells = rest.map((cell, at) => `<td${kind(at + 1)}>${e(cell)}</td>`).join('')
          return `<tr><th scope="row"${kind(0)}>${e(first)}</th>${cells}</tr>`
        })
        .join('\n')
      return `<div class="scroll" role="region" tabindex="0" aria-label="${e(caption)}"><table><caption>${e(caption)}</caption><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`
    }
    case 'figure':
      return `<figure>${block.svg}<figcaption>${e(block.caption)}</figcaption></figure>`
  }
}

const listHtml = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${e(item)}</li>`).join('')}</ul>`
