export { renderDocx } from './docx.ts'
export { renderPdf } from './pdf.ts'
