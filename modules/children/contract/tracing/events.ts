/** What tracing tells others, as names in the past tense with ids only. */
export const TRACING_EVENTS = {
  'children.tracing_request_changed': 'A relative’s request was registered, changed, reviewed or closed.',
  'children.tracing_subject_changed': 'What a child says of their family was registered or changed.',
  'children.tracing_contact_allowed': 'A confirmed relative may be told.',
} as const

export type TracingEvent = keyof typeof TRACING_EVENTS
