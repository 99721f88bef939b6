import type { FailureCatalogue } from '@gloact/http/contract'

/** What may be refused in tracing. */
export const TRACING_FAILURES = {
  'children.no_child': { status: 404, title: 'There is no such file of a child.' },
  'children.traced_already': { status: 409, title: 'What this child says of their family is registered already.' },
  'children.own_request': {
    status: 409,
    title: 'Anyone who entered a request does not judge what is suggested for it.',
  },
  'children.authority_first': {
    status: 409,
    title: 'The authority for the protection of children has to be asked first; write down what it answered.',
  },
  'children.not_yet_told': {
    status: 409,
    title: 'Something is missing before a relative may be told.',
  },
  'children.no_consulate': {
    status: 409,
    title: 'A consulate is asked only where the child agrees and no asylum question is open.',
  },
  'children.photograph_refused': { status: 422, title: 'That is no photograph that can be kept.' },
  'children.photograph_too_large': { status: 413, title: 'The photograph is too large.' },
  'children.photograph_differs': { status: 409, title: 'Another photograph was sent under this id.' },
  'children.no_photograph': { status: 404, title: 'There is no photograph here to be seen.' },
  'children.no_room': { status: 507, title: 'There is no room left for attachments.' },
} as const satisfies FailureCatalogue
