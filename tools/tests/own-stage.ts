import { registerHooks } from 'node:module'

/** What a file of tests imports from the folder or file of testing beside it. */
const FROM_TESTING = /^\.{1,2}\/.*testing[^?]*\.ts$/
const TEST = /\.test\.tsx?$/
/** For which file of tests a module was read. */
const READ_FOR = 'read-for'

/**
 * Several files of tests stand on one stage that begins something when it is read, and each believes to be alone on it. In a process of
 * their own they are; in one process each of them is given its own: what it imports from `testing` is read again for it, and what that
 * imports in turn from there.
 */
export function giveEachFileItsOwnStage(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      if (context.parentURL === undefined || !FROM_TESTING.test(specifier)) return resolved
      const parent = new URL(context.parentURL)
      const file = parent.searchParams.get(READ_FOR) ?? (TEST.test(parent.pathname) ? parent.pathname : null)
      if (file === null) return resolved
      const own = new URL(resolved.url)
      own.searchParams.set(READ_FOR, file)
      return { ...resolved, url: own.href }
    },
  })
}
