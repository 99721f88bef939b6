import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether a data folder is a demonstration is settled at its first start and never changes: real people must not come to
 * lie among invented ones, behind passwords that stand in a README.
 */
export function instanceKind(
  dataDir: string,
  demo: boolean,
): { readonly ok: true } | { readonly ok: false; readonly why: string } {
  const file = join(dataDir, 'instance.json')
  const wanted = demo ? 'demonstration' : 'production'
  if (!existsSync(file)) {
    writeFileSync(file, `${JSON.stringify({ kind: wanted })}\n`, { mode: 0o600 })
    return { ok: true }
  }
  const { kind } = JSON.parse(readFileSync(file, 'utf8')) as { kind: string }
  if (kind === wanted) return { ok: true }
  return {
    ok: false,
    why: demo
      ? `${dataDir} holds an instance without the demonstration. Start it with: npm start -- --no-demo`
      : `${dataDir} holds the demonstration, which cannot become an instance for real people. Choose another folder: GLOACT_DATA_DIR=/path npm start -- --no-demo`,
  }
}
