import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- the builder makes it: the address of the file
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = worker

/** A scan of A3 at 600 dots an inch, and a little more. What is larger is left white. */
const MOST_PIXELS = 80_000_000

/** Letters of a page, and where they stand. */
export interface PdfLetters {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PdfPage {
  /** How wide and high it is, in CSS pixels at its own size. */
  readonly width: number
  readonly height: number
  /** Its words, for who does not see it; empty for a scan. */
  words(): Promise<string>
  /** Its letters, and where they stand. */
  pieces(): Promise<readonly PdfLetters[]>
  /** Paints it on the canvas, `width` CSS pixels wide. */
  paint(canvas: HTMLCanvasElement, width: number): Promise<void>
}

export interface OpenPdf {
  readonly pages: number
  page(number: number): Promise<PdfPage>
  close(): void
}

/**
 * Reads a PDF in a worker, and paints its pages as pictures: no script, form, link or attached file of it is ever run or
 * followed. Throws where it is broken or has a password.
 */
export async function openPdf(content: Blob): Promise<OpenPdf> {
  const task = getDocument({
    data: new Uint8Array(await content.arrayBuffer()),
    // What it needs beside itself comes from this server: letters it does not bring along, and decoders of fax pictures.
    standardFontDataUrl: '/pdf/standard_fonts/',
    cMapUrl: '/pdf/cmaps/',
    cMapPacked: true,
    wasmUrl: '/pdf/wasm/',
    // The page's security policy allows no WebAssembly; the decoders come in JavaScript too.
    useWasm: false,
    enableXfa: false,
    maxImageSize: MOST_PIXELS,
    // Nothing of what it says goes to the console.
    verbosity: 0,
  })
  const document = await task.promise
  return { pages: document.numPages, page: (number) => pageOf(document, number), close: () => void task.destroy() }
}

async function pageOf(document: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await document.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  return {
    width,
    height,
    async words() {
      const { items } = await page.getTextContent()
      return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    },
    async pieces() {
      const { items } = await page.getTextContent()
      return items.flatMap((item) => {
        if (!('str' in item)) return []
        const [x, y] = [Number(item.transform[4]), Number(item.transform[5])]
        return [{ text: item.str, x, y, width: item.width, height: item.height }]
      })
    },
    async paint(canvas, shown) {
      const sharpness = Math.min(globalThis.devicePixelRatio || 1, 2)
      const viewport = page.getViewport({ scale: (shown / width) * sharpness })
      canvas.width = Math.ceil(viewport.width)
      canvas.height = Math.ceil(viewport.height)
      await page.render({ canvas, viewport }).promise
    },
  }
}
