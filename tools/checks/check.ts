/** Something a check has found, where, in a sentence that says what is wrong and how it is meant to be. */
export interface Finding {
  /** Relative to the root, with forward slashes. */
  readonly file?: string
  readonly line?: number
  readonly message: string
}

export interface CheckResult {
  /** What has to be fixed before the change may land. */
  readonly defects: readonly Finding[]
  /** What a reader should know and that stops nothing. */
  readonly warnings?: readonly Finding[]
  /** What was looked at (`412 files`), so that a check that saw nothing shows. */
  readonly seen: string
}

/** One of the repository's own checks. */
export interface Check {
  /** As on the command line: `npm run check -- lint`. */
  readonly name: string
  /** What it holds the code to, in a few words. */
  readonly title: string
  /** Where files are named, of them alone, as far as the check can. */
  run(root: string, files?: readonly string[]): Promise<CheckResult>
}

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`
