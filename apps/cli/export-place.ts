import { basename, dirname, join, resolve } from 'node:path'
import { trainingName } from '@gloact/protection/server'
import { instanceKind } from './instance-files.ts'
import type { Settings } from './settings.ts'

/** Where an export goes: as it was named, and from a training sandbox under a name that says so. */
export function exportPlace({ dataDir }: Pick<Settings, 'dataDir'>, named: string): string {
  const out = resolve(named)
  return instanceKind(dataDir) === 'training' ? join(dirname(out), trainingName(basename(out))) : out
}
