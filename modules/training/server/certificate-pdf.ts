import { asPlainDate } from '@gloact/kernel'
import type { ReportDocument } from '@gloact/reports'
import type { CertificateContent } from '../domain/certificate.ts'
import { showCode } from '../domain/codes.ts'
import { printedIn } from './catalogues.ts'

interface Printed {
  readonly content: CertificateContent
  readonly token: string
  readonly code: string
}

/** The page that verifies a certificate. What it is given stands behind `#`, which no browser sends to a server. */
export const certificateAddress = (publicUrl: string, token: string): string => `${publicUrl}/certificate#${token}`

/** A certificate as a document: what is written on it, and the code that verifies it. */
export async function certificateDocument(
  { content, token, code }: Printed,
  { language, publicUrl }: { readonly language: string; readonly publicUrl: string },
): Promise<ReportDocument> {
  const { t, formatDate, language: spoken, direction } = printedIn(language)
  const day = (text: string) => formatDate(asPlainDate(text))
  const svg = await qrSvg(certificateAddress(publicUrl, token))
  return {
    title: t('training.certificate.title'),
    subtitle: content.organiser,
    language: spoken,
    direction,
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

export async function certificatePdf(
  printed: Printed,
  given: { readonly language: string; readonly publicUrl: string },
): Promise<Uint8Array> {
  // What typesets is large, and read when somebody prints for the first time.
  const { renderPdf } = await import('@gloact/reports/node')
  return renderPdf(await certificateDocument(printed, given))
}

const QUIET_ZONE = 4
/** A figure takes the width of the page; the code a third of it. */
const PARTS = 3

async function qrSvg(text: string): Promise<string> {
  const { create } = await import('qrcode')
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
