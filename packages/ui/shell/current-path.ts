/** Which of the paths one is at: the longest that is the path or leads to it; undefined where none does. */
export function currentPath(path: string, paths: readonly string[]): string | undefined {
  return paths
    .filter((candidate) => path === candidate || (candidate !== '/' && path.startsWith(`${candidate}/`)))
    .toSorted((one, other) => other.length - one.length)[0]
}
