import { extname } from 'node:path'
import { writeWhole } from '@gloact/csv/node'
import type { ReportDocument } from '@gloact/reports'

export const isReportName = (path: string): boolean => ['.html', '.docx', '.pdf'].includes(extname(path).toLowerCase())

/** A report in the form that the file's name asks for. What writes it is loaded then. */
export async function renderDocument(document: ReportDocument, path: string): Promise<string | Uint8Array> {
  const kind = extname(path).toLowerCase()
  if (kind === '.html') return (await import('@gloact/reports')).renderHtml(document)
  const { renderDocx, renderPdf } = await import('@gloact/reports/node')
  return kind === '.pdf' ? renderPdf(document) : renderDocx(document)
}

/** Writes a report in the form that the file's name asks for, whole or not at all. */
export const writeDocument = async (
  document: ReportDocument,
  path: string,
  options?: { readonly signal?: AbortSignal },
): ReturnType<typeof writeWhole> => writeWhole(path, [await renderDocument(document, path)], options)
