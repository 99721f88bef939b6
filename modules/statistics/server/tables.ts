import type { Database } from '@gloact/postgres'
import type { Kysely } from 'kysely'
import type { Every } from '../contract/schedules.ts'
import type { FigureQuery } from '../domain/figures.ts'

export interface PersonTable {
  person_id: string
  country: string
  source: 'files' | 'register'
  year: number
  status: string
  sex: string
  age: string
  form: string
  form_detail: string
  citizenship: string
  agency_kind: string
  area: string
  lists: string
  channel: string
  coded_with: string
}

export interface SituationTable {
  id: string
  person_id: string
  country: string
  form: string
  form_detail: string
  border: string
}

export interface PublicationTable {
  id: string
  country: string
  measure: string
  year: number
  as_of: string
  published_at: string
  base: number
  within: Readonly<Record<string, number>>
  incomplete: string[]
  coded_with: string
  cells: Readonly<Record<string, number>>
  families: Readonly<Record<string, Readonly<Record<string, number>>>>
  drawn: 'cells' | 'lines'
}

export interface SavedViewTable {
  id: string
  country: string
  owner_id: string
  shared: boolean
  sealed_name: Uint8Array
  question: FigureQuery
  version: number
  changed_by: string
  changed_at: string
}

export interface ScheduleTable {
  view_id: string
  country: string
  owner_id: string
  every: Every
  started_at: string
  stopped_at: string | null
}

export interface StatisticsTables {
  'statistics.schedule': ScheduleTable
  'statistics.person': PersonTable
  'statistics.situation': SituationTable
  'statistics.publication': PublicationTable
  'statistics.saved_view': SavedViewTable
  'statistics.rounding_secret': { country: string; sealed: Uint8Array }
}

export const tables = (db: Database) => db as unknown as Kysely<StatisticsTables>
