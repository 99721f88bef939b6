import type { FailureCatalogue } from '@gloact/http/contract'

/** What may be refused in tracing. */
export const TRACING_FAILURES = {
  'children.no_child': { status: 404, title: 'There is no such file of a child.' },
  'children.traced_already': { status: 409, title: 'What this child says of their family is registered already.' },
  'children.own_request': {
    status: 409,
    title: 'The person who entered a request does not judge what is suggested for it.',
  },
  'children.authority_first': {
    status: 409,
    title: 'The authority for the protection of children has to be asked first; write down what it answered.',
  },
  'children.amend_first': {
    status: 409,
    title:
      'Nothing is searched for before it is known who asks, by a document or two people who know them, and they agree: amend the request.',
  },
  'children.message_has_number': {
    status: 422,
    title: 'The first message to a relative names no telephone: staff read it to them, and it goes only through them.',
  },
  'children.not_yet_told': {
    status: 409,
    title: 'Something is missing before a relative may be told.',
  },
  'children.no_consulate': {
    status: 409,
    title: 'A consulate is asked only where the child agrees and no asylum question is open.',
  },
  'children.same_questions': {
    status: 422,
    title:
      'Child and adult are asked the same open questions, and none is left empty: a question without an answer says that it was not asked, or that they do not know.',
  },
  'children.park_day': {
    status: 422,
    title: 'A suggestion is set aside until a day to come, within the time that the country allows.',
  },
  'children.photograph_refused': { status: 422, title: 'That is not a photograph that can be kept.' },
  'children.photograph_too_large': { status: 413, title: 'The photograph is too large.' },
  'children.photograph_differs': { status: 409, title: 'Another photograph was sent under this id.' },
  'children.no_photograph': { status: 404, title: 'There is no photograph here to be seen.' },
  'children.no_room': { status: 507, title: 'There is no room left for attachments.' },
} as const satisfies FailureCatalogue
