import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a file imports from the folder or file of testing beside it. */
const FROM_TESTING = /from '(\.{1,2}\/[^']*testing[^']*\.ts)'/g
/** A module that begins something when it is read, and hands it to all who import it. */
const BEGINS = /^(?:export )?const .*=.*\bawait /m

/** The stage that several files of tests import and each believes to be alone on: its path, null where a file has one of its own. */
export function stageOf(root: string, file: string): string | null {
  const source = readFileSync(join(root, file), 'utf8')
  for (const [, imported] of source.matchAll(FROM_TESTING)) {
    const path = join(dirname(file), imported!)
    if (existsSync(join(root, path)) && BEGINS.test(readFileSync(join(root, path), 'utf8'))) return path
  }
  return null
}

/** Files in groups of at most so many, no two of one stage in the same: in one process they would find each other's rows on it. */
export function apartByStage(
  files: readonly string[],
  size: number,
  stage: (file: string) => string | null,
): readonly (readonly string[])[] {
  const groups: { readonly files: string[]; readonly stages: Set<string> }[] = []
  for (const file of files) {
    const own = stage(file)
    let group = groups.find((each) => each.files.length < size && (own === null || !each.stages.has(own)))
    if (!group) groups.push((group = { files: [], stages: new Set() }))
    group.files.push(file)
    if (own !== null) group.stages.add(own)
  }
  return groups.map((group) => group.files)
}
