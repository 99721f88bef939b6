import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What a data folder is for: real people, a look round with invented ones, or the sandbox in which staff learn. Settled at
 * its first start, for good.
 */
export const INSTANCE_KINDS = ['production', 'demonstration', 'training'] as const

export type InstanceKind = (typeof INSTANCE_KINDS)[number]

/** How an instance of that kind is started, and what it is called in a sentence. */
const TOLD: Readonly<Record<InstanceKind, { readonly start: string; readonly called: string }>> = {
  production: { start: 'npm start -- --no-demo', called: 'an instance for real people' },
  demonstration: { start: 'npm start', called: 'the demonstration' },
  training: { start: 'npm start -- --training', called: 'the training sandbox' },
}

const fileOf = (dataDir: string): string => join(dataDir, 'instance.json')

/** What the folder was set up for; undefined where it was for nothing yet. */
export function kindOf(dataDir: string): InstanceKind | undefined {
  const file = fileOf(dataDir)
  if (!existsSync(file)) return undefined
  const { kind } = JSON.parse(readFileSync(file, 'utf8')) as { kind: string }
  return INSTANCE_KINDS.find((one) => one === kind)
}

/**
 * Settles the kind of a data folder at its first start, and refuses another one ever after: real people must not come to
 * lie among invented ones behind passwords that stand on a page, and what is set up again with one press must never have
 * held anything real. For that reason a folder that holds a database and does not say of which kind is no sandbox either.
 */
export function instanceKind(
  dataDir: string,
  wanted: InstanceKind,
): { readonly ok: true } | { readonly ok: false; readonly why: string } {
  const is = kindOf(dataDir)
  if (is === wanted) return { ok: true }
  if (is === undefined && wanted === 'training' && existsSync(join(dataDir, 'postgres.json'))) {
    return {
      ok: false,
      why: `${dataDir} holds a database that nobody said to be for training. Choose another folder: GLOACT_TRAINING_DATA_DIR=/path npm start -- --training`,
    }
  }
  if (is === undefined) {
    writeFileSync(fileOf(dataDir), `${JSON.stringify({ kind: wanted })}\n`, { mode: 0o600 })
    return { ok: true }
  }
  const folder = wanted === 'training' ? 'GLOACT_TRAINING_DATA_DIR' : 'GLOACT_DATA_DIR'
  return {
    ok: false,
    why:
      `${dataDir} holds ${TOLD[is].called}, which cannot become ${TOLD[wanted].called}. ` +
      `Start it as what it is (${TOLD[is].start}), or choose another folder: ${folder}=/path ${TOLD[wanted].start}`,
  }
}
