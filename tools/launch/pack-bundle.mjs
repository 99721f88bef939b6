import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

// What a browser is sent of the built app is packed once, when it is built, as small as it goes; the server sends it as it
// lies. Fonts and pictures are packed by their own formats.
const PACKED = /\.(?:js|mjs|css|svg|json|map|txt)$/
/** What is not smaller by this when it is packed is sent as it is: to say how it is packed takes a line, too. */
const SAVES_AT_LEAST = 40
/** The build names these by what is in them: one of the same name in the build before is the same. */
const NAMED_BY_CONTENT = /-[\w-]{8}\.\w+$/

/**
 * Packs the files of a built app beside themselves: `x.js.br` and `x.js.gz`. What the build before packed of the same content
 * is taken from there.
 *
 * @param {string} folder
 * @param {string} before the build before, if there is one
 */
export async function packBundle(folder, before) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => PACKED.test(file))
  await Promise.all(files.map((file) => packFile(join(folder, file), join(before, file))))
}

/** @param {string} file @param {string} before */
async function packFile(file, before) {
  if (NAMED_BY_CONTENT.test(file) && existsSync(`${before}.br`) && existsSync(`${before}.gz`)) {
    for (const kind of ['br', 'gz']) linkSync(`${before}.${kind}`, `${file}.${kind}`)
    return
  }
  const bytes = readFileSync(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  if (br.length + SAVES_AT_LEAST <= bytes.length) writeFileSync(`${file}.br`, br)
  if (gz.length + SAVES_AT_LEAST <= bytes.length) writeFileSync(`${file}.gz`, gz)
}
