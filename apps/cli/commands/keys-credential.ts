import { readFileSync } from 'node:fs'
import { err, failure, systemClock, type Failure, type Result } from '@gloact/kernel'
import {
  kekVersionsToRetire,
  newCredential,
  renewedCredential,
  retiredCredential,
  versionsInCredential,
} from '@gloact/vault'
import { type Command, EXIT, type Outcome } from '../command.ts'

/** Makes the text of a KEK that is kept as a systemd credential, and the texts that follow it. */
export const keysCredential: Command = {
  description:
    'For a KEK kept as a systemd credential, which only the person who keeps it can change. Reads the text of the\n' +
    'credential from standard input and writes the next one: pipe it from and to systemd-creds, as\n' +
    'docs/guides/protect-the-data.md says. The text is the secret itself; store it nowhere. Needs no database.\n' +
    'Before --retire run “keys rotate --retire VERSION”, which makes sure that nothing is wrapped under that version any more.',
  options: {
    new: { type: 'boolean', description: 'The text of a first credential; nothing is read' },
    renew: { type: 'boolean', description: 'With a new current version' },
    retire: { type: 'string', value: 'VERSION', description: 'Without the key of an old version, for good' },
  },
  examples: [
    ['keys credential --new', 'The text of a first credential'],
    ['keys credential --renew', 'The next text, with a new version'],
    ['keys credential --retire 1', 'The next text, without version 1'],
  ],
  exits: {
    refused: 'What was read is not a credential, or the version is current or needed by backups that have not expired.',
  },
  async run({ flag, text, settings }) {
    const version = text('retire')
    if ([flag('new'), flag('renew'), version !== undefined].filter(Boolean).length !== 1) {
      return {
        exit: EXIT.usage,
        text: 'Give one of --new, --renew or --retire VERSION.',
        json: { ok: false, error: 'usage' },
      }
    }
    if (flag('new')) return written(newCredential())
    if (process.stdin.isTTY) {
      const say = 'The text of the credential is read from standard input: pipe it from systemd-creds decrypt.'
      return { exit: EXIT.usage, text: say, json: { ok: false, error: 'usage' } }
    }
    const before = readFileSync(0, 'utf8')
    const next =
      version === undefined ? renewedCredential(before) : retired(before, Number(version), settings.backupDays)
    return next.ok ? written(next.value) : refused(next.error)
  },
}

function retired(text: string, version: number, backupDays: number): Result<string, Failure<string>> {
  const versions = versionsInCredential(text)
  if (!versions.ok) return versions
  const [found] = kekVersionsToRetire(versions.value, backupDays).filter((each) => each.version === version)
  if (found && found.on > systemClock.now()) {
    return err(failure('backups_not_expired', { params: { on: found.on.slice(0, 10) } }))
  }
  return retiredCredential(text, version)
}

/** The text ends as it is: what reads it next seals every byte. */
const written = (text: string): Outcome => ({
  exit: EXIT.ok,
  text: text.trimEnd(),
  json: { ok: true, credential: text },
})

function refused({ code, params }: Failure<string>): Outcome {
  const messages: Readonly<Record<string, string>> = {
    'vault.kek_malformed': 'What was read is not the text of a credential. Nothing was written.',
    'vault.kek_missing': 'The credential has no such version. See: gloact keys rotate --list',
    'vault.kek_in_use': 'That version is the current one.',
    backups_not_expired: `Backups that need that version are kept until ${params?.['on']}. Retire it then, or set GLOACT_BACKUP_DAYS to how long you keep them.`,
  }
  return { exit: EXIT.refused, text: messages[code] ?? code, json: { ok: false, error: code } }
}
