import type { FileSheet } from './paper-questions.ts'
import {
  AGE_SHEET,
  CLOSURE_SHEET,
  DECISION_REQUEST_SHEET,
  DECISION_SHEET,
  DECLINING_SHEET,
  GUARDIAN_SHEET,
} from './procedure-sheets.ts'
import type { FileSheetId } from './sheets.ts'
import { APPOINTMENT_SHEET, NOTE_SHEET, PLAN_SHEET, REVIEW_SHEET, RISK_SHEET, SERVICE_SHEET } from './support-sheets.ts'

/** What each blank of the course of a file asks. */
export const FILE_SHEET_PARTS: Readonly<Record<FileSheetId, FileSheet>> = {
  risk_sheet: RISK_SHEET,
  plan_sheet: PLAN_SHEET,
  service_sheet: SERVICE_SHEET,
  appointment_sheet: APPOINTMENT_SHEET,
  review_sheet: REVIEW_SHEET,
  note_sheet: NOTE_SHEET,
  decision_request_sheet: DECISION_REQUEST_SHEET,
  decision_sheet: DECISION_SHEET,
  guardian_sheet: GUARDIAN_SHEET,
  age_sheet: AGE_SHEET,
  declining_sheet: DECLINING_SHEET,
  closure_sheet: CLOSURE_SHEET,
}
