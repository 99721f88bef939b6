import type { FoundTests } from './find-tests.ts'
import type { FileOutcome } from './run-tests.ts'

const seconds = (value: number): string => `${value.toFixed(1)} s`

/** Which kind of test a file is, as the report sums them up. */
function kindOf(found: FoundTests, file: string): string {
  if (found.unit.includes(file) || found.thorough.includes(file)) return 'rules'
  if (found.database.includes(file)) return 'database'
  if (found.tooling.includes(file)) return 'tooling'
  if (found.performance.includes(file)) return 'performance'
  return file.startsWith('tests/e2e/') ? 'browser' : 'whole product'
}

/**
 * Where the processor's time went, by kind. What is not a file's own is what files share: PostgreSQL, the loaded people, the product of
 * those that only look, and the runner.
 */
export function costsByKind(found: FoundTests, outcomes: readonly FileOutcome[], total: number): string {
  const kinds = new Map<string, { files: number; processor: number }>()
  for (const { file, processor = 0 } of outcomes) {
    const kind = kindOf(found, file)
    const before = kinds.get(kind) ?? { files: 0, processor: 0 }
    kinds.set(kind, { files: before.files + 1, processor: before.processor + processor })
  }
  const own = [...kinds.values()].reduce((sum, { processor }) => sum + processor, 0)
  const rows = [
    ...[...kinds].map(([kind, { files, processor }]) => [kind, `${files} files`, seconds(processor)] as const),
    ['shared', '', seconds(Math.max(0, total - own))] as const,
    ['all', '', seconds(total)] as const,
  ]
  return rows
    .map(([kind, files, time]) => `  ${kind.padEnd(14)}${files.padStart(10)}${time.padStart(12)} of processor`)
    .join('\n')
}
