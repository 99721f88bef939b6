import { err, ok, type Result } from '@gloact/kernel'
import { bytesSource, openZip, ZipError, type Zip, type ZipProblem } from '@gloact/zip'
import { MOST_PACKAGE_BYTES } from '../../contract/scorm.ts'
import { readManifest, type Manifest, type PackageProblem } from '../../domain/scorm/manifest.ts'
import { staysWithin } from '../../domain/scorm/package-files.ts'

export interface ReadPackage extends Manifest {
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[]
  readonly bytes: number
}

/** A package holds pictures and sound that shrink little: what grows a hundredfold is no course. */
const LIMITS = { entries: 2000, bytes: 60_000_000, ratio: 100, ratioFrom: 1_000_000 }
const MANIFEST = 'imsmanifest.xml'
const MANIFEST_BYTES = 2_000_000

/** Reads a SCORM 1.2 package, all in memory and nothing of it run. What is wrong with it is one clear answer. */
export async function readPackage(received: Uint8Array): Promise<Result<ReadPackage, PackageProblem>> {
  const zip = await openZip(bytesSource(received), LIMITS)
  if (!zip.ok) return err(problemOf(zip.error))
  const entries = zip.value.entries.filter(({ name }) => !name.endsWith('/'))
  if (zip.value.entries.some(({ name }) => !staysWithin(name.replace(/\/$/, '')))) return err('training.package_path')
  const described = entries.find(({ name }) => name === MANIFEST)
  if (!described || described.unpackedSize > MANIFEST_BYTES) return err('training.package_not_scorm12')
  try {
    const files: ReadPackage['files'][number][] = []
    for (const { name } of entries) files.push({ path: name, content: await contentOf(zip.value, name) })
    const text = files.find(({ path }) => path === MANIFEST)!.content
    const manifest = readManifest(decoded(text))
    if (typeof manifest === 'string') return err(manifest)
    if (!files.some(({ path }) => path === manifest.launch)) return err('training.package_without_start')
    return ok({ ...manifest, files, bytes: files.reduce((sum, { content }) => sum + content.length, 0) })
  } catch (error) {
    if (error instanceof ZipError) return err(problemOf(error.problem))
    throw error
  }
}

const problemOf = (problem: ZipProblem): PackageProblem =>
  problem === 'too_large' ? 'training.package_too_large' : 'training.package_damaged'

async function contentOf(zip: Zip, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of zip.read(name)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Authoring tools write manifests in UTF-8 and in UTF-16. */
const decoded = (bytes: Uint8Array): string =>
  new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)

/** What was sent, or nothing where it is more than is taken. */
export async function received(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > MOST_PACKAGE_BYTES) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
