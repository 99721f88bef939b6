import { MODULE_COMMANDS } from '@gloact/platform/commands'
import type { ListedCommand } from './command.ts'

/**
 * Every command of `gloact`, in the order of its help: those that run an instance, and those that modules bring. The file of a
 * command is read when it is run, so that none waits for what another needs.
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
    summary: 'Reset the training sandbox to its first day',
    load: async () => (await import('./commands/training-reset.ts')).trainingReset,
  },
  {
    name: 'doctor',
    summary: 'Check everything the platform needs; say what is wrong and what to do',
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
    summary: 'Renew the key that opens the keys, wrap every person’s key again, or retire an old one',
    load: async () => (await import('./commands/keys-rotate.ts')).keysRotate,
  },
  {
    name: 'keys credential',
    summary: 'Make or renew a KEK kept as a systemd credential, or retire an old version of it',
    load: async () => (await import('./commands/keys-credential.ts')).keysCredential,
  },
  {
    name: 'user add',
    summary: 'Add a staff account and print the link that opens it',
    load: async () => (await import('./commands/user-add.ts')).userAdd,
  },
  {
    name: 'user recover',
    summary: 'Restore an instance’s second administrator, where only one is left',
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
    summary: 'Undo an import',
    load: async () => (await import('./commands/import-undo.ts')).importUndo,
  },
  {
    name: 'directory export',
    summary: 'Write the directory of services in Open Referral HSDS 3.1; never an address of a confidential site',
    load: async () => (await import('./commands/directory-export.ts')).directoryExport,
  },
  {
    name: 'directory import',
    summary: 'Read services in Open Referral HSDS 3.1; each new or changed one is a proposal that a person decides',
    load: async () => (await import('./commands/directory-import.ts')).directoryImport,
  },
  {
    name: 'law import',
    summary: 'Add the file of a law to an agency’s library',
    load: async () => (await import('./commands/law-import.ts')).lawImport,
  },
  {
    name: 'law export',
    summary: 'Write a law from the library as Akoma Ntoso, a web page or a Word document',
    load: async () => (await import('./commands/law-export.ts')).lawExport,
  },
  {
    name: 'export htcds',
    summary: 'Write an agency’s files as an HTCDS 2.0 workbook, names included',
    load: async () => (await import('./commands/export-htcds.ts')).exportHtcds,
  },
  {
    name: 'figures glotip',
    summary: 'Print the tables of the GLOTIP questionnaire for a year: victims, criminal justice',
    load: async () => (await import('./commands/figures-returns.ts')).figuresGlotip,
  },
  {
    name: 'figures ctdc',
    summary: 'Print the victims of a year by the variables of CTDC',
    load: async () => (await import('./commands/figures-returns.ts')).figuresCtdc,
  },
  {
    name: 'figures sdg',
    summary: 'Print SDG 16.2.2 for a year: detected victims per 100,000 people',
    load: async () => (await import('./commands/figures-returns.ts')).figuresSdg,
  },
  {
    name: 'figures eurostat',
    summary: 'Print the tables of victims that Eurostat asks for, for a year',
    load: async () => (await import('./commands/figures-returns.ts')).figuresEurostat,
  },
  {
    name: 'figures ic-tip',
    summary: 'Print the tables of the statistical classification of trafficking (IC-TIP) for a year',
    load: async () => (await import('./commands/figures-returns.ts')).figuresIcTip,
  },
  {
    name: 'figures rebuild',
    summary: 'Rebuild the statistical record from the files, and publish what is due',
    load: async () => (await import('./commands/figures-rebuild.ts')).figuresRebuild,
  },
  {
    name: 'exchange renew-keys',
    summary: 'Make new keys for the exchange with other countries',
    load: async () => (await import('./commands/exchange-renew-keys.ts')).exchangeRenewKeys,
  },
  {
    name: 'export ctdc',
    summary: 'Write identified cases in the published layout of CTDC, k-anonymous',
    load: async () => (await import('./commands/export-ctdc.ts')).exportCtdc,
  },
  {
    name: 'export agency',
    summary: 'Write everything that an agency recorded, unsealed, for when it leaves',
    load: async () => (await import('./commands/export-agency.ts')).exportAgency,
  },
  {
    name: 'access attest',
    summary: 'List roles and teams that open nothing because the key of their seals was lost, and seal them again',
    load: async () => (await import('./commands/access-attest.ts')).accessAttest,
  },
  {
    name: 'audit verify',
    summary: 'Check that nothing in the audit log was changed, removed or inserted',
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
  ...MODULE_COMMANDS,
]
