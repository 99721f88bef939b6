import { asPlainDate } from '@gloact/kernel'
import { createMessages, describeLanguage, type Catalogue } from '@gloact/messages'
import type { ReportDocument } from '@gloact/reports'
import { renderPdf } from '@gloact/reports/node'
import { create } from 'qrcode'
import type { CertificateContent } from '../domain/certificate.ts'
import { showCode } from '../domain/codes.ts'
import ar from '../locales/ar.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }
import es from '../locales/es.json' with { type: 'json' }
import fr from '../locales/fr.json' with { type: 'json' }
import pt from '../locales/pt.json' with { type: 'json' }
import ru from '../locales/ru.json' with { type: 'json' }

const CATALOGUES: Readonly<Record<string, Catalogue>> = { ar, en, es, fr, pt, ru }

interface Printed {
  readonly content: CertificateContent
  readonly token: string
  readonly code: string
}

/** The page that verifies a certificate. What it is given stands behind `#`, which no browser sends to a server. */
export const certificateAddress = (publicUrl: string, token: string): string => `${publicUrl}/certificate#${token}`

/** A certificate as a document: what is written on it, and the code that verifies it. */
export function certificateDocument(
  { content, token, code }: Printed,
  { language, publicUrl }: { readonly language: string; readonly publicUrl: string },
): ReportDocument {
  const spoken = CATALOGUES[language] ? language : 'en'
  const { t, formatDate } = createMessages({ language: spoken, catalogues: CATALOGUES, timeZone: 'UTC' })
  const day = (text: string) => formatDate(asPlainDate(text))
  const svg = qrSvg(certificateAddress(publicUrl, token))
  return {
    title: t('training.certificate.title'),
    subtitle: content.organiser,
    language: spoken,
    direction: describeLanguage(spoken).direction,
    blocks: [
      { kind: 'paragraph', text: t('training.certificate.says') },
      { kind: 'heading', level: 2, text: content.name },
      { kind: 'paragraph', text: t('training.certificate.attended') },
      { kind: 'heading', level: 2, text: content.event },
      {
        kind: 'paragraph',
        text: t('training.certificate.when', { from: day(content.from), to: day(content.to), hours: content.hours }),
      },
      ...(content.passed === true ? [{ kind: 'paragraph', text: t('training.certificate.passed') } as const] : []),
      {
        kind: 'figure',
        svg,
        alternative: t('training.certificate.qr'),
        caption: t('training.certificate.verify', { address: `${publicUrl}/certificate`, code: showCode(code) }),
        width: 480,
        height: 160,
      },
    ],
    colophon: [t('training.certificate.issued', { day: day(content.issuedOn) })],
  }
}

export const certificatePdf = (printed: Printed, given: { readonly language: string; readonly publicUrl: string }) =>
  renderPdf(certificateDocument(printed, given))

const QUIET_ZONE = 4
/** A figure takes the width of the page; the code a third of it. */
const PARTS = 3

function qrSvg(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET_ZONE
  let path = ''
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`
    }
  }
  const width = side * PARTS
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${side}" width="${width}" height="${side}">` +
    `<g transform="translate(${side})"><rect width="${side}" height="${side}" fill="white"/><path d="${path}" fill="black"/></g></svg>`
  )
}
