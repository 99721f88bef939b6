import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const CHILDREN_FAILURES = {
  'children.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'children.no_file': { status: 404, title: 'There is no such child’s file that you may work on.' },
  'children.no_guardian': { status: 404, title: 'There is no such guardian in the register that you keep.' },
  'children.no_carer': { status: 404, title: 'There is no such carer in the register of your agency.' },
  'children.no_referral': { status: 404, title: 'There is no such referral of a child that your service has now.' },
  'children.no_such_child': {
    status: 422,
    title: 'There is no other child with this number whose file you may work on.',
  },
  'children.agency_unknown': { status: 422, title: 'No such authority or panel is there.' },
  'children.already': { status: 409, title: 'This child has one already that has not ended.' },
  'children.own_finding': { status: 403, title: 'Another person of the authority has to review this finding.' },
  'children.no_voice': { status: 404, title: 'There is no voice message that you may play.' },
  'children.voice_refused': {
    status: 422,
    title: 'This is no sound that is taken, or something harmful was found in it.',
  },
  'children.voice_too_long': { status: 413, title: 'A voice message is two minutes long at most.' },
  'children.no_period': { status: 422, title: 'There are no figures for this month, or not yet.' },
  'children.import_refused': {
    status: 422,
    title: 'One of these cases cannot be kept as a file here. Nothing was recorded.',
  },
  'children.gate': { status: 409, title: '`missing` names what has to be there first. Nothing was recorded.' },
} as const satisfies FailureCatalogue
