/** What somebody does at a pace of their own, and no faster: searching, exporting lists and the names in them, trying numbers. */
export const PACED = ['search', 'export', 'number', 'names'] as const
export type Paced = (typeof PACED)[number]

export const PACE_SPANS = ['minute', 'hour', 'day'] as const
export type PaceSpan = (typeof PACE_SPANS)[number]

/** How often one person may do each within each span. What a country sets; a span that is not named has no limit. */
export type PaceRules = Readonly<Record<Paced, Readonly<Partial<Record<PaceSpan, number>>>>>

/**
 * General knowledge: more than anybody needs who meets people, or prepares a report, and far less than it takes to go through a
 * country's files.
 */
export const USUAL_PACE = {
  search: { minute: 30, hour: 300 },
  export: { hour: 20, day: 60 },
  number: { minute: 20, hour: 120 },
  /** Files whose names stand in the lists of a day: a large caseload twice over, and no agency's register. */
  names: { day: 500 },
} as const satisfies PaceRules
