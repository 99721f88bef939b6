import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const COOPERATION_FAILURES = {
  'cooperation.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'cooperation.unknown': {
    status: 404,
    title: 'There is no such request, or you may not see it, or it may not be handed out.',
  },
  'cooperation.no_authority': {
    status: 422,
    title: 'There is no such authority in the directory, or this system does not reach it.',
  },
  'cooperation.no_desk': {
    status: 409,
    title: 'Your agency has no desk in the exchange: its own entry in the directory has no code.',
  },
  'cooperation.no_exchange': { status: 409, title: 'This server exchanges nothing with other countries.' },
  'cooperation.no_entry': { status: 422, title: 'This is not the entry of a country.' },
  'cooperation.incomplete': {
    status: 422,
    title: 'The request is not complete; `fields` says what is missing.',
  },
  'cooperation.changed_since': {
    status: 409,
    title: 'What would be sent is not what was read. Read it again, then approve.',
  },
  'cooperation.no_file_now': { status: 409, title: 'No files can be sent at this stage of the request.' },
  'cooperation.not_prepared': { status: 409, title: 'Nobody has prepared a result.' },
  'cooperation.no_conversation': { status: 409, title: 'This message belongs to no request here.' },
  'cooperation.not_expected': { status: 409, title: 'This message cannot be explained as the request stands.' },
  'cooperation.names_victim': {
    status: 422,
    title: 'Nothing that could identify a victim or an asylum seeker is accepted here.',
  },
  'cooperation.identifying': {
    status: 422,
    title:
      'The words hold a date of birth or what reads like a name; `fields` says where. Remove it, or say why it may go.',
  },
  'cooperation.names_person': {
    status: 422,
    title:
      'The words tell who the person of the file is; `fields` says where. Remove it: it goes by the hand-over alone.',
  },
  'cooperation.not_yours': { status: 422, title: 'Only the side that sent it corrects or recalls it.' },
  'cooperation.other_ground': { status: 422, title: 'This is not a ground for a request of this type.' },
  'cooperation.no_file': { status: 404, title: 'There is no such file, or you may not refer it.' },
  'cooperation.no_recipient': {
    status: 422,
    title: 'There is no such service of another country in the directory, or this system does not reach it.',
  },
  'cooperation.desk_used': { status: 409, title: 'Another authority of this country has this code.' },
  'cooperation.referral_incomplete': {
    status: 422,
    title:
      'Something is missing before this can be sent; `params.missing` says what, and `params.child` what of a child.',
  },
  'cooperation.nothing_handed_over': {
    status: 404,
    title: 'Nothing has been handed over yet, or it was recalled and destroyed.',
  },
  'cooperation.not_graded': { status: 422, title: 'Intelligence is sent and accepted only with both grades, 4×4.' },
  'cooperation.wrong_track': { status: 422, title: 'Messages of different tracks do not mix.' },
} as const satisfies FailureCatalogue

export type CooperationFailureCode = keyof typeof COOPERATION_FAILURES

/** What keeps a step of any track from going to another country. */
export const KEPT_FROM_GOING = [
  'cooperation.not_allowed',
  'cooperation.no_desk',
  'cooperation.no_exchange',
  'cooperation.identifying',
  'cooperation.names_person',
  'records.not_found',
  'records.not_open',
  'records.not_permitted',
  'records.second_person',
  'records.id_used',
  'records.in_future',
  'records.invalid_answers',
  'exchange.unknown_peer',
  'exchange.peer_revoked',
  'exchange.peer_expired',
  'exchange.type_not_agreed',
  'exchange.handling_too_high',
  'exchange.unknown_desk',
  'exchange.too_large',
] as const
