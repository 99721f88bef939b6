import type { FailureCatalogue } from '@gloact/http/contract'

/** What the exchange with other countries may answer with. Mounted once, for all modules. */
export const EXCHANGE_FAILURES = {
  'exchange.unknown_peer': { status: 422, title: 'There is no such country in the registry.' },
  'exchange.peer_revoked': { status: 409, title: 'The exchange with this country was stopped.' },
  'exchange.peer_expired': { status: 409, title: 'The agreement with this country has run out.' },
  'exchange.type_not_agreed': { status: 422, title: 'Messages of this type were not agreed on with this country.' },
  'exchange.handling_too_high': {
    status: 422,
    title: 'The sharing level (TLP) is above what may go to this country; `params.highest` is the highest.',
  },
  'exchange.unknown_desk': { status: 422, title: 'There is no such authority, or it has no key in force.' },
  'exchange.another_conversation': {
    status: 422,
    title: 'The conversation is with another authority, or you may not see it.',
  },
  'exchange.invalid_message': { status: 422, title: 'The message does not match its type; `fields` says where.' },
  'exchange.too_large': { status: 413, title: 'The message is too large.' },
  'exchange.no_files': { status: 409, title: 'This server takes no files for other countries.' },
  'exchange.attachment_too_large': { status: 413, title: 'The file is larger than is allowed.' },
  'exchange.attachment_refused': {
    status: 422,
    title: 'The file is of a type that is not accepted, is not what it says it is, or may not be safe.',
  },
  'exchange.attachment_changed': { status: 422, title: 'The file is not what its message says.' },
  'exchange.files_not_expected': { status: 422, title: 'No files go with a message of this type.' },
  'exchange.too_many_files': { status: 422, title: 'More files than go with one message.' },
  'exchange.unknown_file': { status: 404, title: 'There is no such file, or it has been sent.' },
  'exchange.no_room': { status: 507, title: 'There is no room left for the file.' },
  'exchange.not_found': { status: 404, title: 'There is no such message or entry, or you may not see it.' },
  'exchange.invalid_peer': { status: 422, title: 'The entry of a country is not complete; `fields` says where.' },
  'exchange.invalid_bundle': { status: 422, title: 'This file is not for this country, or incomplete.' },
  'exchange.words_differ': { status: 422, title: 'The words read out do not belong to these keys.' },
  'exchange.second_person': { status: 403, title: 'Another officer has to confirm this.' },
  'exchange.already_decided': { status: 409, title: 'This change has been decided, or a later one has.' },
} as const satisfies FailureCatalogue

export type ExchangeFailureCode = keyof typeof EXCHANGE_FAILURES
