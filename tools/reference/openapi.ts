import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Generator } from './generator.ts'

/** The API's descriptions (OpenAPI 3.1), golden files: a change of them is read in review. `openapi.json` says where each is. */
export const openapiFiles: Generator = {
  file: 'openapi/',
  async generate(root) {
    const { stdout } = await promisify(execFile)(process.execPath, ['apps/server/openapi.ts'], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
    })
    return JSON.parse(stdout) as Readonly<Record<string, string>>
  },
}
