/** The commands whose label has every word that was typed, at the beginning of one of its own; all where nothing was. */
export function matchingCommands<Command extends { readonly label: string }>(
  commands: readonly Command[],
  typed: string,
  language: string,
): readonly Command[] {
  const wanted = wordsOf(typed, language)
  return commands.filter(({ label }) => {
    const words = wordsOf(label, language)
    return wanted.every((part) => words.some((word) => word.startsWith(part)))
  })
}

/** Whether a label begins with what was typed, three letters of it or more. */
export function beginsWith(label: string, typed: string, language: string): boolean {
  const wanted = wordsOf(typed, language).join(' ')
  return wanted.length >= 3 && wordsOf(label, language).join(' ').startsWith(wanted)
}

// Without case, marks (é, حَ) and the Arabic article: "ملفات" finds "الملفات".
const wordsOf = (text: string, language: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLocaleLowerCase(language)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap((word) => (word.startsWith('ال') && word.length > 3 ? [word.slice(2)] : [word]))
