import { extname } from 'node:path'
import { writeWhole } from '@gloact/csv/node'
import { renderHtml, type ReportDocument } from '@gloact/reports'

export const isReportName = (path: string): boolean => ['.html', '.docx', '.pdf'].includes(extname(path).toLowerCase())

/** Writes a report in the form that the file's name asks for, whole or not at all. What Word and PDF need is loaded then. */
export async function writeDocument(
  document: ReportDocument,
  path: string,
  options?: { readonly signal?: AbortSignal },
): ReturnType<typeof writeWhole> {
  const kind = extname(path).toLowerCase()
  if (kind === '.html') return writeWhole(path, [renderHtml(document)], options)
  const { renderDocx, renderPdf } = await import('@gloact/reports/node')
  return writeWhole(path, [kind === '.pdf' ? renderPdf(document) : await renderDocx(document)], options)
}
