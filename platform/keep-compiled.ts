import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/**
 * What Node compiled once it keeps beside what is installed, so that the next start neither strips the types of every file nor
 * compiles it. Of a file that has changed nothing is taken from there. Where `NODE_COMPILE_CACHE` names a folder, that one is used; where
 * this user may not write, it does without.
 */
export function keepCompiled(): void {
  enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'node'))
}
