import { CODE_LISTS, findCode, type CodeList, type CodeLists } from '@gloact/codes'
import type { CodeListFile } from './country-files.ts'
import { placeOf, type CountryProblem } from './problem.ts'

/** The list that a country's places stand in. */
export const LOCATION_LIST = 'location'

export interface ReadCodeList {
  readonly file: string
  readonly content: CodeListFile
}

/** The canonical lists as the country words and extends them, with its own. Problems are added to `problems`. */
export function mergeCodeLists(read: readonly ReadCodeList[], problems: CountryProblem[]): CodeLists {
  const lists: Record<string, CodeList> = { ...CODE_LISTS }
  const met = new Map<string, string>()
  for (const { file, content } of read) {
    const report = (path: readonly PropertyKey[], message: string) =>
      void problems.push({ file, place: placeOf(path), message })
    const id = 'extends' in content ? content.extends : content.id
    const earlier = met.get(id)
    if (earlier !== undefined) report([], `the list ${id} is already in ${earlier}: keep one of the two files`)
    met.set(id, file)

    if (!('extends' in content)) {
      if (CODE_LISTS[id])
        report(['id'], `${id} is the name of a canonical list: write “extends” in place of “id”, or use another name`)
      else lists[id] = soundList(content, report)
      continue
    }
    const canonical = CODE_LISTS[id]
    if (!canonical)
      report(['extends'], `there is no canonical list ${id}: see packages/codes, or write “id” for a new list`)
    else lists[id] = extendedList(canonical, content, report)
  }
  return lists
}

type Report = (path: readonly PropertyKey[], message: string) => void
type Extension = Extract<CodeListFile, { extends: string }>

function soundList(list: CodeList, report: Report): CodeList {
  const seen = new Set<string>()
  list.codes.forEach((entry, at) => {
    if (seen.has(entry.code)) report(['codes', at], `the code ${entry.code} is here twice`)
    seen.add(entry.code)
  })
  list.codes.forEach((entry, at) => {
    if (entry.parent !== undefined && (entry.parent === entry.code || !seen.has(entry.parent)))
      report(['codes', at, 'parent'], `there is no other code ${entry.parent} in the list`)
  })
  return list
}

function extendedList(canonical: CodeList, extension: Extension, report: Report): CodeList {
  extension.codes?.forEach((entry, at) => {
    if (findCode(canonical, entry.code))
      report(['codes', at], `the canonical list has ${entry.code} already: give it other words under “labels”`)
  })
  const added = (extension.codes ?? []).map((entry) => ({ ...entry, local: true as const }))
  const isKnown = (code: string): boolean => findCode(canonical, code) !== undefined
  for (const code of [...Object.keys(extension.labels ?? {}), ...(extension.notOffered ?? [])]) {
    if (!isKnown(code))
      report([extension.labels?.[code] ? 'labels' : 'notOffered', code], `the list has no code ${code}`)
  }
  const withheld = new Set(extension.notOffered)
  const codes = canonical.codes.map((entry) => {
    const label = extension.labels?.[entry.code]
    return {
      ...entry,
      ...(label && { label: { ...entry.label, ...label } }),
      ...(withheld.has(entry.code) && { deprecated: true as const }),
    }
  })
  return soundList(
    { ...canonical, version: `${canonical.version}+${extension.version}`, codes: [...codes, ...added] },
    report,
  )
}
