import { IDENTITY_FAILURES } from '@gloact/identity/contract/failures'
import type { Failure } from '@gloact/kernel'
import { LEGISLATION_FAILURES } from '@gloact/legislation/contract/failures'
import { PROTECTION_FAILURES } from '@gloact/protection/contract/failures'
import { EXIT, type Outcome } from '@gloact/command'

const TITLES: Readonly<Record<string, { readonly title: string }>> = {
  ...IDENTITY_FAILURES,
  ...PROTECTION_FAILURES,
  ...LEGISLATION_FAILURES,
  // These come from the console alone, so that no route answers with them.
  'identity.two_administrators_left': {
    title: 'Two other administrators can sign in: one asks in the app, under Staff, and the other confirms.',
  },
  'identity.account_unknown': { title: 'No account has this address: give --name and --agency to make one.' },
  'protection.import_not_found': { title: 'The file does not exist, or you may not read it.' },
  'protection.import_unreadable': { title: 'The file is damaged, or of another kind than its name says.' },
  'protection.import_unknown_layout': {
    title:
      'Too few of the columns are known (of HTCDS: prs_FirstName and others). In the app, Import asks what each column holds.',
  },
  'protection.import_training': {
    title: 'The file comes from a training sandbox: everyone in it is invented. It is not imported here.',
  },
  'protection.import_column_twice': { title: 'A column is in the file twice.' },
  'protection.import_not_utf8': { title: 'The text is neither UTF-8 nor UTF-16. Save the file as UTF-8.' },
  'protection.import_rejects_not_writable': { title: 'The rejects file cannot be written there.' },
  'protection.import_too_large': { title: 'The file is larger than is safe to read.' },
  'protection.import_batch_unknown': { title: 'This country has no such import.' },
  'protection.import_undo_reason': {
    title: 'This takes more than ten files out of the lists: say why with --reason, in at least three words.',
  },
  'protection.import_undo_waits': { title: 'Undoing this import already waits for a second person.' },
  'protection.import_undo_ended': { title: 'This request no longer waits.' },
  'protection.import_already_undone': { title: 'This import has already been undone.' },
  'referral.not_open_referral': {
    title: 'The file does not exist, or holds no services in Open Referral HSDS (or the terms are not a list).',
  },
  'referral.too_many_services': { title: 'The document holds more services than are read at once (10,000).' },
  'legislation.law_unknown': { title: 'No law in this library has this id or exact title.' },
  'legislation.several_laws': { title: 'Several laws have this title: give the id of one.' },
  'legislation.no_text_then': { title: 'The law has no text that is in force on this day, or none in this language.' },
  'protection.export_not_writable': { title: 'It cannot be written there.' },
  'protection.export_too_few_alike': {
    title: 'The country’s rule for the public requires more records to be alike: raise --k.',
  },
  'protection.export_folder_not_empty': { title: 'The folder exists and is not empty. Name another.' },
}

/** A use case's failure as the outcome of a command: what the rule says, and its code for who reads JSON. */
export function refusal({ code, params, fields }: Failure): Outcome {
  const details = Object.entries(params ?? {}).map(([name, value]) => `${name}: ${value}`)
  const places = (fields ?? []).map(({ pointer, code: fieldCode }) => `  ${pointer} (${fieldCode})`)
  const title = TITLES[code]?.title ?? code
  return {
    exit: EXIT.refused,
    text: [`${title}${details.length > 0 ? ` (${details.join(', ')})` : ''}`, ...places].join('\n'),
    json: { ok: false, error: code, ...(params && { params }), ...(fields && { fields }) },
  }
}
