import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface ChromiumFiles {
  readonly executable: string
  /** Where the libraries lie that a machine without a desktop lacks. */
  readonly libraries?: string
}

/**
 * The Chromium to test with: the one that `GLOACT_CHROMIUM` names, else the one packed in the npm package
 * `@sparticuz/chromium`, unpacked once a machine and version into the temporary folder.
 */
export async function findChromium(): Promise<ChromiumFiles> {
  const named = process.env['GLOACT_CHROMIUM']
  if (named) return { executable: named }
  const packed = packageFolder()
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const unpacked = join(tmpdir(), `gloact-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (!existsSync(unpacked)) await unpack(packed, unpacked)
  return { executable: join(unpacked, 'chromium'), libraries: join(unpacked, 'al2023', 'lib') }
}

const packageFolder = (): string => dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))))

/** Unpacks beside the place and moves it there whole, so that two tests that start together do not meet half a browser. */
async function unpack(packed: string, into: string): Promise<void> {
  const { default: packedChromium, inflate } = await import('@sparticuz/chromium')
  const folder = mkdtempSync(`${into}-`)
  const temporary = process.env['TMPDIR']
  // The package unpacks into the temporary folder, whichever that is at the time.
  process.env['TMPDIR'] = folder
  try {
    await packedChromium.executablePath()
    await inflate(join(packed, 'bin', 'al2023.tar.br'))
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = temporary
  }
  try {
    renameSync(folder, into)
  } catch {
    // Another test was first.
    rmSync(folder, { recursive: true, force: true })
  }
}
