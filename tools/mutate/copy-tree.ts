import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What git knows of and what is new, as far as it is there. */
export function filesOfTree(root: string): readonly string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)))
}

/** The repository as it is in another folder: what others wrote is linked, what is ours is the copy's own. */
export function copyTree(root: string, copy: string, files = filesOfTree(root)): void {
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  mkdirSync(join(copy, 'node_modules', '@gloact'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@gloact') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))
  }
  linkOurs(root, copy)
}

/** Links the copy's own workspaces, new ones too, and what one of them alone has installed. */
export function linkOurs(root: string, copy: string): void {
  const folders = ['packages', 'modules', 'apps'].flatMap((parent) =>
    readdirSync(join(copy, parent)).map((name) => join(parent, name)),
  )
  for (const folder of [...folders, 'platform']) {
    const link = join(copy, 'node_modules', '@gloact', folder.split('/').at(-1) ?? '')
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(copy, folder)), link)
    const own = join(folder, 'node_modules')
    if (existsSync(join(root, own)) && !existsSync(join(copy, own))) symlinkSync(join(root, own), join(copy, own))
  }
}
