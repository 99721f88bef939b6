import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { called as calledHere, type Called } from './called.ts'

/** What `gloact estimate --json` prints. */
export interface Printed {
  readonly ok: boolean
  readonly refused?: boolean
  readonly observed?: number
  readonly estimate?: number | null
  readonly darkFigure?: number | null
  readonly interval?: { readonly method: string; readonly lower: number; readonly upper: number } | null
  readonly model?: string
  readonly method?: string
  readonly replicates?: number
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly refuses: boolean }[]
  readonly multiverse?: readonly { readonly model: string; readonly chosen: boolean }[]
  readonly strata?: readonly { readonly covariate: string; readonly groups: readonly { readonly estimate: number }[] }[]
  readonly [key: string]: unknown
}

/** Lists of police, shelter, hotline and clinic, as the guide has them. */
export const LISTS = `police,shelter,hotline,clinic,count
1,0,0,0,220
0,1,0,0,180
0,0,1,0,140
0,0,0,1,90
1,1,0,0,45
1,0,1,0,30
0,1,1,0,22
1,0,0,1,14
0,1,0,1,12
0,0,1,1,9
1,1,1,0,8
1,1,0,1,3
`

/** Calls `gloact estimate` on files of a test's folder, in this process. */
export function estimatesIn(folder: string) {
  const called = ([name = '', ...options]: readonly string[]): Promise<Called> =>
    calledHere(['estimate', join(folder, name), ...options])
  return {
    called,
    /** Writes a file and gives its name. */
    file(name: string, text: string | Buffer): string {
      writeFileSync(join(folder, name), text)
      return name
    },
    async json(
      ...args: readonly string[]
    ): Promise<{ readonly exit: number; readonly printed: Printed; readonly error: string }> {
      const { exit, out, error } = await called([...args, '--json'])
      const lines = out.trimEnd().split('\n')
      assert.equal(lines.length, 1, out)
      return { exit, printed: JSON.parse(lines[0]!) as Printed, error }
    },
  }
}
