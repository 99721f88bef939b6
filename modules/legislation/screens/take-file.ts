import { err, ok, type Result } from '@gloact/kernel'
import { LARGEST_DOCUMENT, type SourceProblem, type SourceText, sourceText } from '@gloact/law/source'
import { pdfPieces } from '@gloact/ui'

/** The text of a law's file, read from it in the browser: what is not imported leaves no trace on the server. */
export async function takeFile(file: File): Promise<Result<SourceText, SourceProblem>> {
  if (file.size > LARGEST_DOCUMENT) return err('too_large')
  return sourceText(new Uint8Array(await file.arrayBuffer()), {
    decode(bytes, encoding) {
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes)
      } catch {
        // Not of this encoding, or no encoding that is known: which its caller says.
        return undefined
      }
    },
    async readPdf() {
      const pages = await pdfPieces(file)
      return typeof pages === 'string' ? err(`pdf_${pages}` as const) : ok(pages)
    },
  })
}
