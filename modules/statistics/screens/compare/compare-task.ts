import type { ReportCatalogues } from '../worker/report-catalogues.ts'

/** What the worker of this page is asked: to hold synthetic records against the sensitive ones. */
export interface CompareTask extends ComparedFiles {
  readonly language: ReportCatalogues
}

export interface ComparedFiles {
  readonly sensitive: File
  readonly synthetic: File
  /** People who took no part; null where there are none at hand. */
  readonly control: File | null
}

export type CompareStep = 'reading' | 'comparing' | 'attacking'
