import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const LEGISLATION_FAILURES = {
  'legislation.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'legislation.unknown': { status: 404, title: 'There is no such law or assessment, or you may not see it.' },
  'legislation.id_used': { status: 409, title: 'This id was used for something else.' },
  'legislation.no_text': { status: 422, title: 'The text holds no words.' },
  'legislation.not_text': {
    status: 422,
    title: 'This is a PDF, a word processor’s document or another binary file, not text.',
  },
  'legislation.doctype': { status: 422, title: 'The XML has a document type declaration; it is not read.' },
  'legislation.not_akn': { status: 422, title: 'The XML is not Akoma Ntoso 3.0, or not well formed, or too deep.' },
  'legislation.too_many_provisions': {
    status: 422,
    title: 'The text has more provisions than one text is given. Import it in parts, as laws of their own.',
  },
  'legislation.original_refused': {
    status: 422,
    title:
      'The file is not what it is said to be, is a web page, or would act when it is opened: script, macro, outside reference. The text was kept without it.',
  },
  'legislation.too_large': { status: 413, title: 'The file is larger than 25 MB.' },
  'legislation.binding_before': { status: 422, title: 'It binds before it was made.' },
  'legislation.same_day': { status: 409, title: 'This law has a text in this language from this day already.' },
  'legislation.before_law': { status: 422, title: 'The text is dated before the law was made.' },
  'legislation.not_draftable': { status: 409, title: 'The words of this draft are not changed any more.' },
  'legislation.consultation_ended': { status: 409, title: 'The consultation has ended.' },
  'legislation.circular': {
    status: 422,
    title: 'A law cannot amend itself, or a law that amends it from the same day.',
  },
  'legislation.later_amended': {
    status: 409,
    title: 'There is a later text of this law: only the latest is amended, so that no amendment is lost.',
  },
  'legislation.nothing_applied': { status: 422, title: 'None of the instructions could be applied.' },
  'legislation.not_pack': {
    status: 422,
    title: 'This is not a pack of obligations: save one of the packs as JSON to see how it is written.',
  },
  'legislation.pack_used': {
    status: 409,
    title: 'A pack with this name already exists; another version gets another name.',
  },
  'legislation.obligation_used': {
    status: 409,
    title: 'An obligation or element of this pack has the id of another pack’s.',
  },
  'legislation.pack_unknown': { status: 422, title: 'There is no pack of obligations of this name.' },
  'legislation.element_unknown': { status: 422, title: 'The assessment has no such element.' },
  'legislation.provision_unknown': { status: 422, title: 'A cited provision is not in the library.' },
  'legislation.provision_missing': { status: 422, title: 'Met and partly met have to name at least one provision.' },
  'legislation.changed': {
    status: 412,
    title: 'Someone else changed this finding in the meantime. Load it and decide again.',
  },
  'legislation.own_finding': { status: 403, title: 'A second person reviews and validates a finding.' },
  'legislation.own_review': {
    status: 403,
    title: 'A finding is validated by another person than the one who reviewed it.',
  },
  'legislation.not_in_force': {
    status: 422,
    title: 'A cited text is not in force on the day of the assessment, or is a bill: cite the text that is.',
  },
  'legislation.not_reviewed': { status: 409, title: 'A finding is reviewed before it is validated.' },
  'legislation.already': { status: 409, title: 'This was done already.' },
  'legislation.remark_missing': { status: 422, title: 'Sending back needs a reason.' },
} as const satisfies FailureCatalogue

export type LegislationFailureCode = keyof typeof LEGISLATION_FAILURES
