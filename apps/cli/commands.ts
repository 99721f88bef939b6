import type { ListedCommand } from './command.ts'

/**
 * Every command of `gloact`, in the order of its help. A new one is a file in `commands/` and its lines here; the file is
 * read when the command is run, so that none waits for what another needs.
 */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: 'start',
    summary: 'Start the platform and keep it running',
    load: async () => (await import('./commands/start.ts')).start,
  },
  {
    name: 'demo',
    summary: 'Load the demonstration country and print its sign-ins',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'training reset',
    summary: 'Set the training sandbox back to its first day',
    load: async () => (await import('./commands/training-reset.ts')).trainingReset,
  },
  {
    name: 'training read-bank',
    summary: 'Read a bank of questions in GIFT and name the lines that are odd',
    load: async () => (await import('./commands/training-read-bank.ts')).trainingReadBank,
  },
  {
    name: 'doctor',
    summary: 'Look at everything the platform needs; say what is wrong and what to do',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'migrate',
    summary: 'Bring the database to this version',
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  {
    name: 'backup',
    summary: 'Write everything into one sealed file: database, attachments, wrapped keys',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'restore',
    summary: 'Put a backup into an empty data folder or database',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  {
    name: 'keys rotate',
    summary: 'Renew the key that opens the keys, wrap every person’s key anew, or retire an old one',
    load: async () => (await import('./commands/keys-rotate.ts')).keysRotate,
  },
  {
    name: 'keys credential',
    summary: 'Make or renew a KEK that is kept as a systemd credential, or retire an old version of it',
    load: async () => (await import('./commands/keys-credential.ts')).keysCredential,
  },
  {
    name: 'user add',
    summary: 'Add an account of staff and print the link that opens it',
    load: async () => (await import('./commands/user-add.ts')).userAdd,
  },
  {
    name: 'user recover',
    summary: 'Give an instance its second administrator back, where one alone is left',
    load: async () => (await import('./commands/user-recover.ts')).userRecover,
  },
  {
    name: 'import ctdc',
    summary: 'Load a CTDC file as a historical population: figures without identity',
    load: async () => (await import('./commands/import-ctdc.ts')).importCtdc,
  },
  {
    name: 'import htcds',
    summary: 'Load people from an HTCDS 2.0 workbook or CSV file into files of an agency',
    load: async () => (await import('./commands/import-htcds.ts')).importHtcds,
  },
  {
    name: 'import undo',
    summary: 'Take back what one import did',
    load: async () => (await import('./commands/import-undo.ts')).importUndo,
  },
  {
    name: 'export htcds',
    summary: 'Write an agency’s files as an HTCDS 2.0 workbook, names included',
    load: async () => (await import('./commands/export-htcds.ts')).exportHtcds,
  },
  {
    name: 'export ctdc',
    summary: 'Write identified cases in the published layout of CTDC, k-anonymous',
    load: async () => (await import('./commands/export-ctdc.ts')).exportCtdc,
  },
  {
    name: 'export agency',
    summary: 'Write everything that an agency recorded, opened, for when it leaves',
    load: async () => (await import('./commands/export-agency.ts')).exportAgency,
  },
  {
    name: 'audit verify',
    summary: 'Check that nothing in the audit log was changed, dropped or put in',
    load: async () => (await import('./commands/audit-verify.ts')).auditVerify,
  },
  {
    name: 'audit proof',
    summary: 'Write a signed proof of the audit log that can be checked without the database',
    load: async () => (await import('./commands/audit-proof.ts')).auditProof,
  },
  {
    name: 'audit check',
    summary: 'Check a proof of the audit log from its file alone',
    load: async () => (await import('./commands/audit-check.ts')).auditCheck,
  },
  {
    name: 'law read',
    summary: 'Show the provisions that a law’s text would be imported as, and what was not understood',
    load: async () => (await import('./commands/law-read.ts')).lawRead,
  },
  {
    name: 'link',
    summary: 'Find the persons that two or more lists have in common, from their CSV files',
    load: async () => (await import('./commands/link.ts')).link,
  },
  {
    name: 'dedupe',
    summary: 'Find the records of one CSV file that are one person’s',
    load: async () => (await import('./commands/dedupe.ts')).dedupe,
  },
  {
    name: 'trace',
    summary: 'Rank the children’s cases that relatives’ tracing requests may mean',
    load: async () => (await import('./commands/trace.ts')).trace,
  },
  {
    name: 'encode',
    summary: 'Encode a list for private linkage, so that names stay with the agency',
    load: async () => (await import('./commands/encode.ts')).encode,
  },
  {
    name: 'encode key',
    summary: 'Make the key of one project of private linkage, from the key holder’s secret',
    load: async () => (await import('./commands/encode-key.ts')).encodeKey,
  },
  {
    name: 'encode pair',
    summary: 'Make the keys with which lists of a private linkage are signed and opened',
    load: async () => (await import('./commands/encode-pair.ts')).encodePair,
  },
  {
    name: 'match',
    summary: 'Count the persons that encoded lists have in common, without learning who',
    load: async () => (await import('./commands/match.ts')).match,
  },
  {
    name: 'match finish',
    summary: 'Take the agencies’ dummies from the counts of a private linkage',
    load: async () => (await import('./commands/match-finish.ts')).matchFinish,
  },
  {
    name: 'match destroy',
    summary: 'Delete the encodings of a private linkage and sign a receipt for it',
    load: async () => (await import('./commands/match-destroy.ts')).matchDestroy,
  },
  {
    name: 'match check',
    summary: 'Check a receipt for encodings that were deleted',
    load: async () => (await import('./commands/match-check.ts')).matchCheck,
  },
  {
    name: 'estimate',
    summary: 'Estimate from lists that overlap how many people are on none of them',
    load: async () => (await import('./commands/estimate.ts')).estimate,
  },
  {
    name: 'protect table',
    summary: 'Count a CSV file into a table whose small numbers cannot be worked out',
    load: async () => (await import('./commands/protect-table.ts')).protectTable,
  },
  {
    name: 'protect records',
    summary: 'Write records of a CSV file of which so many are alike that none can be told apart',
    load: async () => (await import('./commands/protect-records.ts')).protectRecords,
  },
  {
    name: 'synthesize',
    summary: 'Make synthetic records that protect every person in a CSV file by differential privacy',
    load: async () => (await import('./commands/synthesize.ts')).synthesize,
  },
  {
    name: 'compare',
    summary: 'Compare synthetic with sensitive records: error, loss, invention, attacks',
    load: async () => (await import('./commands/compare.ts')).compare,
  },
]
