export type { Fact, ReportBlock, ReportColumn, ReportDocument, ReportFigure, ReportTable } from './document.ts'
export { renderHtml } from './html.ts'
export { plot, type Axis, type PlotOptions, type PlotPoint } from './plot.ts'
