import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * Links the parts of this repository that the lockfile names and `node_modules` does not have yet: after an update that brings a
 * new part, that is all there is to install. Where nothing is installed, nothing is done.
 *
 * @param {string} root
 */
export function linkWorkspaces(root) {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return
  /** @typedef {{ packages?: Record<string, { link?: boolean, resolved?: string }> }} Lockfile */
  const { packages = {} } = /** @type {Lockfile} */ (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  for (const [path, { link, resolved }] of Object.entries(packages)) {
    if (link !== true || resolved === undefined) continue
    const at = join(root, path)
    const to = join(root, resolved)
    if (existsSync(at) || !existsSync(to)) continue
    mkdirSync(dirname(at), { recursive: true })
    // `junction` is what Windows lets everybody make; elsewhere it is not looked at.
    symlinkSync(process.platform === 'win32' ? to : relative(dirname(at), to), at, 'junction')
  }
}
