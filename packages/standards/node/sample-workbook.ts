import type { Writable } from 'node:stream'
import { HTCDS_FIELDS, HTCDS_WORKBOOK_COLUMNS, type HtcdsKey } from '../htcds/htcds-fields.ts'
import type { SampleCell, SamplePerson } from '../testing/sample-people.ts'

/** As IOM's workbooks have it: keys that disagree with their labels, one misspelt, one missing. */
const DEFECTIVE_KEYS: Readonly<Partial<Record<HtcdsKey, string>>> = {
  prs_MailingStreet: 'prs_MailingCity',
  prs_MailingCity: 'prs_MailingCountry',
  prs_MailingPostalCode: 'prs_MailingStreet',
  prs_MailingCountry: 'prs_MailingPostalCode',
  vic_TraffickingStatusDecisionMakingOrg: 'vic_TraffickinStatusDecisionMakingOrg',
  cas_ReasonForOutgoingReferral: '',
}

/** What the sample says beyond IOM's columns. */
const FURTHER_COLUMNS = [
  'prs_PrimaryLanguage',
  'prs_MaritalStatus',
  'prs_NumberOfChildren',
  'vic_AgeWhenTrafficked',
  'vic_RelationshipToTrafficker',
  'vic_RecruitmentWebsitesAndApps',
] as const satisfies readonly HtcdsKey[]

const COLUMNS: readonly HtcdsKey[] = [...HTCDS_WORKBOOK_COLUMNS, ...FURTHER_COLUMNS]

const EMPTY_ROWS = 20

/** Writes a workbook in IOM's layout, with its faults, about persons who are invented (`inventPeople`). */
export async function writeSampleWorkbook(out: Writable, people: readonly SamplePerson[]): Promise<void> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: true })
  const sheet = workbook.addWorksheet('Case Sheet', { views: [{ state: 'frozen', xSplit: 4, ySplit: 2 }] })
  const keys = sheet.addRow([null, ...COLUMNS.map((key) => DEFECTIVE_KEYS[key] ?? key)])
  keys.hidden = true
  keys.commit()
  const labels = sheet.addRow([null, ...COLUMNS.map((key) => HTCDS_FIELDS[key].label)])
  labels.font = { bold: true }
  labels.commit()
  for (const [index, person] of people.entries()) {
    const row = sheet.addRow([index + 1, ...COLUMNS.map((key) => cellValue(person[key]))])
    row.eachCell((cell) => {
      if (cell.value instanceof Date) cell.numFmt = 'dd/mm/yyyy'
    })
    row.commit()
  }
  // The template numbers rows in advance that nobody has filled in.
  for (let index = 0; index < EMPTY_ROWS; index++) sheet.addRow([people.length + index + 1]).commit()
  sheet.commit()
  await workbook.commit()
}

const cellValue = (cell: SampleCell | undefined): string | number | boolean | Date | null =>
  cell === undefined ? null : typeof cell === 'object' ? new Date(`${cell.date}T00:00:00Z`) : cell

export const SAMPLE_SEED = 20_261_124
export const SAMPLE_SIZE = 500
