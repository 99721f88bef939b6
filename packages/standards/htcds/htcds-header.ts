import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { HTCDS_FIELDS, HTCDS_KEYS, type HtcdsKey } from './htcds-fields.ts'

/** Keys as IOM's own files misspell them (workbook; XLSForm). */
const OTHER_KEYS: Readonly<Record<string, HtcdsKey>> = {
  vic_TraffickinStatusDecisionMakingOrg: 'vic_TraffickingStatusDecisionMakingOrg',
  prs_First_Name: 'prs_FirstName',
  prs_Second_Name: 'prs_SecondName',
  vic_Methods_of_Control: 'vic_MethodsOfControl',
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const KEYS: ReadonlyMap<string, HtcdsKey> = new Map([
  ...HTCDS_KEYS.map((key): [string, HtcdsKey] => [plain(key), key]),
  ...Object.entries(OTHER_KEYS).map(([other, key]): [string, HtcdsKey] => [plain(other), key]),
])

/** Labels that name one field alone: "Type", "Longitude" and "Latitude" name several, and only their keys tell which. */
const LABELS: ReadonlyMap<string, HtcdsKey> = uniqueLabels()

function uniqueLabels(): ReadonlyMap<string, HtcdsKey> {
  const found = new Map<string, HtcdsKey[]>()
  for (const key of HTCDS_KEYS) {
    const label = plain(HTCDS_FIELDS[key].label)
    found.set(label, [...(found.get(label) ?? []), key])
  }
  return new Map([...found].flatMap(([label, keys]) => (keys.length === 1 ? [[label, keys[0]!] as const] : [])))
}

/** A survey tool writes the group in front: `person/prs_First_Name`. */
const keyIn = (text: string): HtcdsKey | undefined => KEYS.get(plain(text.slice(text.lastIndexOf('/') + 1)))

/** The field that a label names, where it names one alone. */
export const labelIn = (text: string): HtcdsKey | undefined => LABELS.get(plain(text))

export interface HtcdsLayout {
  /** The field that each column holds; undefined where the column is none of the standard's. */
  readonly columns: readonly (HtcdsKey | undefined)[]
  /** Headers of columns that hold something else. Told to who imports, so that nothing is left out unseen. */
  readonly ignored: readonly string[]
  /** How many rows stand above the first person. */
  readonly headerRows: 1 | 2
  /** A survey tool separates several choices by blanks; IOM's workbooks by `;`. */
  readonly survey: boolean
}

/** The layout of a file, with what stands above each column: its label where there is one, else its key. */
export interface HtcdsFileLayout extends HtcdsLayout {
  readonly headers: readonly string[]
}

/** What somebody says each column holds, in the file's order; null leaves a column out. */
export type ChosenColumns = readonly (HtcdsKey | null)[]

/** As few known columns as a sheet may have and still be taken for this standard's. */
const ENOUGH = 3

/**
 * Finds the columns of an HTCDS file by its first row or its first two. IOM's workbooks carry keys in a hidden first row
 * and labels in a visible second; where they disagree (the five address columns) the label is right, since it is what
 * the person who filled in the sheet has seen. The workbook with no key for "Reason for Outgoing Referral" has its label.
 * Where somebody has chosen what the columns hold, that is what they hold, of whatever file.
 */
export function readHtcdsHeader(
  first: readonly string[],
  second: readonly string[],
  chosen?: ChosenColumns,
): Result<HtcdsFileLayout, Failure> {
  const count = (row: readonly string[], find: (text: string) => HtcdsKey | undefined): number =>
    row.filter((text) => find(text) !== undefined).length
  const keys = count(first, keyIn)
  const twoRows = keys >= ENOUGH && count(second, labelIn) >= ENOUGH
  const labels = count(first, labelIn)
  if (chosen === undefined && !twoRows && keys < ENOUGH && labels < ENOUGH) {
    return err(
      failure('protection.import_unknown_layout', { params: { known: Math.max(keys, labels), needed: ENOUGH } }),
    )
  }

  const width = Math.max(first.length, twoRows ? second.length : 0)
  const columns: (HtcdsKey | undefined)[] = []
  const headers: string[] = []
  const ignored: string[] = []
  const taken = new Set<HtcdsKey>()
  for (let index = 0; index < width; index++) {
    const key = first[index]?.trim() ?? ''
    const label = (twoRows ? second[index]?.trim() : undefined) ?? ''
    headers.push(label || key)
    let field = chosen ? (chosen[index] ?? undefined) : (labelIn(label) ?? keyIn(key) ?? labelIn(key))
    // IOM's survey form labels the title "Second Name" as well; it stands after the name.
    if (!chosen && field === 'prs_SecondName' && taken.has(field) && !taken.has('prs_Title')) field = 'prs_Title'
    if (field !== undefined && taken.has(field)) {
      return err(failure('protection.import_column_twice', { params: { column: field } }))
    }
    if (field !== undefined) taken.add(field)
    else if (key !== '' || label !== '') ignored.push(label || key)
    columns.push(field)
  }
  const survey = first.some((text) =>
    /(^|\/)(prs_First_Name|prs_Second_Name|vic_Methods_of_Control)$/.test(text.trim()),
  )
  return ok({ headers, columns, ignored, headerRows: twoRows ? 2 : 1, survey })
}
