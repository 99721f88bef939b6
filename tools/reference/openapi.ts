import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Generator } from './generator.ts'

/** The API's description (OpenAPI 3.1), a golden file: a change of it is read in review. */
export const openapiFile: Generator = {
  file: 'openapi.json',
  async generate(root) {
    const { stdout } = await promisify(execFile)(process.execPath, ['apps/server/openapi.ts'], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  },
}
