/** What can be wrong with a workbook: more than there is room for, not a whole archive, not XML, not UTF-8. */
export type WorkbookProblem = 'too_large' | 'damaged' | 'not_xml' | 'not_utf8'

/** Thrown out of a reader, which is an async iterable and has no other way out. It says nothing of what stands in the file. */
export class WorkbookError extends Error {
  readonly problem: WorkbookProblem

  constructor(problem: WorkbookProblem) {
    super(`the workbook is ${problem}`)
    this.problem = problem
  }
}
