import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const STATISTICS_FAILURES = {
  'statistics.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'statistics.unknown_measure': { status: 422, title: 'There is no such measure.' },
  'statistics.unknown_breakdown': { status: 422, title: 'This measure has no such breakdown.' },
  'statistics.breakdown_twice': { status: 422, title: 'Rows and columns are broken down by different things.' },
  'statistics.one_breakdown': {
    status: 422,
    title: 'Besides year, sex and age a figure uses one breakdown: in its rows, its columns or its filter.',
  },
  'statistics.outside_range': { status: 422, title: 'The estimate lies outside its own range.' },
  'statistics.offences_no_persons': {
    status: 422,
    title: 'Offences are not persons: sex, age and citizenship are “all”.',
  },
  'statistics.no_such_year': { status: 422, title: 'A year from 1990 up to this one.' },
  'statistics.view_unknown': { status: 404, title: 'There is no such view, or you may not see it.' },
  'statistics.view_changed': {
    status: 412,
    title: 'Someone else saved this view in the meantime. Load it again, or save yours under another name.',
  },
  'statistics.schedule_taken': {
    status: 409,
    title: 'Someone else already has this view prepared. Its editions are next to the saved views.',
  },
  'statistics.edition_unknown': { status: 404, title: 'There is no such edition, or you may not see it.' },
  'statistics.too_many_views': { status: 422, title: 'You have 200 views. Delete one before you save another.' },
} as const satisfies FailureCatalogue
