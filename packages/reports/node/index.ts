export { renderDocx } from './docx.ts'
export { renderPdf, renderPdfOf } from './pdf.ts'
