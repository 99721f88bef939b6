export { htmlText } from './html-text.ts'
export type { PdfPiece } from './pdf-text.ts'
export {
  LARGEST_DOCUMENT,
  SOURCE_PROBLEMS,
  type SourceFormat,
  type SourcePorts,
  type SourceProblem,
  type SourceText,
  sourceText,
} from './source-text.ts'
