import { err, ok, type Result } from '@gloact/kernel'
import type { PdfPiece } from '@gloact/law/source'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A law has fewer pages; each is held in memory. */
const MOST_PAGES = 3000

/** Where the letters of a PDF's pages stand. Nothing of it is painted, run or fetched. */
export async function pdfPieces(
  bytes: Uint8Array,
): Promise<Result<readonly (readonly PdfPiece[])[], 'pdf_locked' | 'pdf_damaged'>> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    useWasm: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  })
  try {
    const document = await task.promise
    const pages: PdfPiece[][] = []
    for (let at = 1; at <= Math.min(document.numPages, MOST_PAGES); at += 1) {
      const page = await document.getPage(at)
      const { items } = await page.getTextContent()
      pages.push(
        items.flatMap((item) => {
          if (!('str' in item)) return []
          const [x, y] = [Number(item.transform[4]), Number(item.transform[5])]
          return [{ text: item.str, x, y, width: item.width, height: item.height }]
        }),
      )
      page.cleanup()
    }
    return ok(pages)
  } catch (error) {
    return err(error instanceof Error && error.name === 'PasswordException' ? 'pdf_locked' : 'pdf_damaged')
  } finally {
    await task.destroy()
  }
}
