import type { ReactNode } from 'react'
import { CalendarPage } from './calendar-page.tsx'
import { FieldsPage } from './fields-page.tsx'
import { FilePage } from './file-page.tsx'
import { FormPage, WizardPage } from './form-page.tsx'
import { FilesPage, WorkPage } from './list-pages.tsx'
import { StatesPage } from './states-page.tsx'

const PAGES: Readonly<Record<string, () => ReactNode>> = {
  work: WorkPage,
  files: FilesPage,
  file: FilePage,
  fields: FieldsPage,
  calendar: CalendarPage,
  form: FormPage,
  wizard: WizardPage,
  states: StatesPage,
}

export function Pages({ page }: { page: string }) {
  const Page = PAGES[page] ?? WorkPage
  return <Page />
}
