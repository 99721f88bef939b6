import type { PdfLetters } from './open-pdf.ts'

/** The letters of each page of a PDF; why it cannot be read where it has a password or is broken. */
export async function pdfPieces(content: Blob): Promise<readonly (readonly PdfLetters[])[] | 'locked' | 'damaged'> {
  try {
    const { openPdf } = await import('./open-pdf.ts')
    const pdf = await openPdf(content)
    try {
      const pages: (readonly PdfLetters[])[] = []
      for (let at = 1; at <= pdf.pages; at += 1) pages.push(await (await pdf.page(at)).pieces())
      return pages
    } finally {
      pdf.close()
    }
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'damaged'
  }
}
