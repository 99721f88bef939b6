/** The first page of a PDF as a picture, about `edge` pixels at its longer side; null where it cannot be read. */
export async function pictureOfPdf(content: Blob, edge: number): Promise<HTMLCanvasElement | null> {
  try {
    const { openPdf } = await import('./open-pdf.ts')
    const pdf = await openPdf(content)
    try {
      const page = await pdf.page(1)
      const canvas = document.createElement('canvas')
      await page.paint(
        canvas,
        Math.max(1, Math.round(page.width * Math.min(1, edge / Math.max(page.width, page.height)))),
      )
      return canvas
    } finally {
      pdf.close()
    }
  } catch {
    return null
  }
}
