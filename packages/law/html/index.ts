import { type AddressedProvision, addressed } from '../addresses.ts'
import { escapeXml } from '../akn/escape.ts'
import type { LawText } from '../law-text.ts'

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding-inline: 1.25rem; font: 1rem/1.6 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.3; }
h2 { font-size: 1.15rem; margin-block: 1.6rem 0.4rem; }
section section { margin-inline-start: 1.5rem; }
.num { font-weight: 600; }
@media print { body { max-width: none; margin: 0; padding: 0; } h2 { break-after: avoid; } }
@page { margin: 2cm; }
`

/** Which way a language is written. */
const directionOf = (language: string): 'ltr' | 'rtl' =>
  /^(?:ar|fa|ur|he|ps|sd|ug|yi|dv)\b/.test(language) ? 'rtl' : 'ltr'

/** A law as one HTML file that needs nothing else. Each provision has its address as its id, so that one can link to it. */
export function writeHtml(
  law: LawText,
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
): string {
  const language = escapeXml(law.language)
  const front = [...law.preface, law.longTitle, ...law.preamble].filter((text) => text !== '')
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="${directionOf(law.language)}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(title)}</title><style>${STYLE}</style></head>`,
    `<body><h1>${escapeXml(title)}</h1>`,
    ...(subtitle === '' ? [] : [`<p>${escapeXml(subtitle)}</p>`]),
    ...front.map(paragraph),
    ...addressed(law).map(provisionHtml),
    '</body></html>',
    '',
  ].join('\n')
}

const paragraph = (text: string): string => `<p dir="auto">${escapeXml(text).replaceAll('&#10;', '<br>')}</p>`

function provisionHtml({ eId, kind, num, heading, text, children, after }: AddressedProvision): string {
  const number = num === '' ? '' : `<span class="num">${escapeXml(num)}</span>`
  const head = [number, escapeXml(heading)].filter((part) => part !== '').join(' ')
  const [first, ...more] = text
  // A number without a heading stands before the words, as it is printed.
  const opening =
    heading !== '' || (number !== '' && first === undefined)
      ? [`<h2 dir="auto">${head}</h2>`, ...text.map(paragraph)]
      : first === undefined
        ? []
        : [
            `<p dir="auto">${[number, escapeXml(first)].filter((part) => part !== '').join(' ')}</p>`,
            ...more.map(paragraph),
          ]
  return [
    `<section id="${escapeXml(eId)}" data-kind="${kind}">`,
    ...opening,
    ...children.map(provisionHtml),
    ...after.map(paragraph),
    '</section>',
  ].join('\n')
}
