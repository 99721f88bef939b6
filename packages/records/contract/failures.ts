import type { FailureCatalogue } from '@gloact/http/contract'

/** What a request of any kind may answer with. Mounted once, for all modules. */
export const REQUEST_FAILURES = {
  'records.not_found': { status: 404, title: 'There is no such request, or you may not see it.' },
  'records.unknown_step': { status: 422, title: 'Requests of this kind have no such step.' },
  'records.not_open': {
    status: 409,
    title: 'This step cannot be taken as the request stands; `params.state` says how it stands.',
  },
  'records.changed': {
    status: 409,
    title:
      'The request has moved on since it was read: `params` say its state, its version, and the last step and whose it was. Read it again.',
  },
  'records.second_person': {
    status: 403,
    title: 'This step is for another person than the one who took an earlier one.',
  },
  'records.not_permitted': { status: 403, title: 'Your roles do not allow this step.' },
  'records.id_used': { status: 409, title: 'Something else was recorded under this id. Send a new id.' },
  'records.invalid_answers': { status: 422, title: 'Some answers cannot be recorded; `fields` says which.' },
  'records.in_future': { status: 422, title: 'What is recorded has to have happened.' },
} as const satisfies FailureCatalogue

export type RequestFailureCode = keyof typeof REQUEST_FAILURES
