import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { formDefinition } from '@gloact/forms'
import { err, ok, type Result } from '@gloact/kernel'
import {
  checkAgencies,
  checkDeadlines,
  checkEmergencyRoles,
  checkNumbers,
  checkForms,
  checkScreening,
  checkStandards,
  conductFile,
  CONFIGURATION_FILES,
  missingLabels,
  missingWords,
  type ReadForm,
} from './check-country.ts'
import { readDisclosureRules } from './disclosure-rules.ts'
import { readEstimationRules } from './estimation-rules.ts'
import { LOCATION_LIST, mergeCodeLists, type ReadCodeList } from './code-lists.ts'
import {
  agenciesFile,
  calendarFile,
  codeListFile,
  countryFile,
  deadlinesFile,
  elsewhereFile,
  locationsFile,
  moduleFile,
} from './country-files.ts'
import type { Country, CountryDeadline, KnownWords } from './country.ts'
import type { CountryProblem } from './problem.ts'
import { readFolder } from './read-folder.ts'

/**
 * Reads a country's folder. Everything that is wrong with it is told at once. `known` holds the words of the modules
 * that the configuration may use; what it leaves out is taken as it stands.
 */
export async function loadCountry(
  folder: string,
  known: KnownWords = {},
): Promise<Result<Country, readonly CountryProblem[]>> {
  const reader = readFolder(folder)
  const { problems } = reader

  const main = await reader.json(CONFIGURATION_FILES.country, countryFile)
  const calendar = await reader.json(CONFIGURATION_FILES.calendar, calendarFile)
  const deadlines = await reader.json(CONFIGURATION_FILES.deadlines, deadlinesFile)
  const disclosure = await readDisclosureRules(reader)
  const estimation = await readEstimationRules(reader)
  const locations = await reader.json(CONFIGURATION_FILES.locations, locationsFile)
  const agencies = (await reader.json(CONFIGURATION_FILES.agencies, agenciesFile, true)) ?? []
  const standardsElsewhere = (await reader.json(CONFIGURATION_FILES.elsewhere, elsewhereFile, true)) ?? {}

  const forms: ReadForm[] = []
  const inUse = main?.forms ?? (await reader.list('forms')).map((file) => file.slice('forms/'.length, -'.json'.length))
  for (const id of new Set(inUse)) {
    const file = `forms/${id}.json`
    const form = await reader.json(file, formDefinition)
    if (form) forms.push({ file, form })
  }
  await reader.reportUnread(
    'forms',
    inUse.map((id) => `${id}.json`),
  )
  const lists: ReadCodeList[] = []
  for (const file of await reader.list('code-lists')) {
    const content = await reader.json(file, codeListFile)
    if (content) lists.push({ file, content })
  }
  if (locations) {
    const content = { id: LOCATION_LIST, version: locations.version, codes: locations.places }
    lists.push({ file: CONFIGURATION_FILES.locations, content })
  }
  const codeLists = mergeCodeLists(lists, problems)

  const ofModules: Record<string, unknown> = {}
  for (const file of await reader.list('modules')) {
    const content = await reader.json(file, moduleFile)
    if (content) ofModules[file.slice('modules/'.length, -'.json'.length)] = content
  }

  const languages = main?.languages ?? []
  const text: Record<string, string> = {}
  for (const language of languages) {
    const words = await reader.text(conductFile(language))
    if (words !== undefined) text[language] = words
  }
  // Which languages there are is only known once country.json can be read.
  if (main)
    await reader.reportUnread('', [...Object.values(CONFIGURATION_FILES), ...languages.map(conductFile), 'README.md'])

  problems.push(...checkForms(forms, inUse, codeLists, known))
  problems.push(...checkStandards(forms, standardsElsewhere))
  problems.push(...checkAgencies(agencies, known))
  if (deadlines) problems.push(...checkDeadlines(deadlines.map(asRule), known))
  if (main) problems.push(...checkScreening(main.screening, known))
  if (main) problems.push(...checkNumbers(main.numbers, known))
  if (main) problems.push(...checkEmergencyRoles(main.emergency?.roles ?? [], known))
  for (const [file, content] of [
    [CONFIGURATION_FILES.country, main?.names],
    [CONFIGURATION_FILES.country, main?.numbers],
    [CONFIGURATION_FILES.calendar, calendar],
    [CONFIGURATION_FILES.agencies, agencies],
    ...forms.map(({ file, form }) => [file, form] as const),
  ] as const)
    problems.push(...missingWords(file, content, languages))
  for (const list of Object.values(codeLists)) problems.push(...missingLabels(list, languages))

  if (!main || !calendar || !deadlines || !disclosure || problems.length > 0) return err(problems)
  const [first, ...others] = languages
  return ok({
    ...main,
    languages: [first!, ...others],
    conduct: { version: main.conduct.version, text },
    forms: forms.map(({ form }) => form),
    codeLists,
    calendar: { timeZone: main.timeZone, ...calendar },
    deadlines: deadlines.map(asRule),
    disclosure,
    ...(estimation && { estimation }),
    agencies,
    standardsElsewhere,
    ofModules,
  })
}

type DeadlineEntry = z.output<typeof deadlinesFile>[number]

/** Without keys that hold nothing, as the calendar takes it. */
const asRule = ({ path, warnBefore, ...rule }: DeadlineEntry): CountryDeadline => ({
  ...rule,
  ...(path !== undefined && { path }),
  ...(warnBefore && { warnBefore }),
})

/** The countries in a folder, by the names of theirs; folders that begin with `_` or `.` are no countries. */
export async function listCountries(
  root: string,
): Promise<readonly { readonly name: string; readonly folder: string }[]> {
  const entries = await readdir(root, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map((entry) => ({ name: entry.name, folder: join(root, entry.name) }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}
