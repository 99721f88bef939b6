import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openExchangeKeys } from '@gloact/exchange/server'
import { systemClock } from '@gloact/kernel'
import { type Command, EXIT } from '../command.ts'

/** Makes the next keys of the exchange with other countries. */
export const exchangeRenewKeys: Command = {
  description:
    'Makes new signing and encryption keys for the exchange with other countries, in keys/ of the data folder. The old keys stay:\n' +
    'what was sealed to them still opens. Restart the server afterwards, and give every other country the new entry: two of its\n' +
    'officers enter it before the old keys expire. Needs no database.',
  examples: [['exchange renew-keys', 'Make new keys, once a year or when some may have become known']],
  exits: { failed: 'There are no keys yet, others may read them, or a file cannot be read. Nothing was made.' },
  async run({ settings }) {
    const folder = join(settings.dataDir, 'keys')
    if (!existsSync(folder)) return failed('This instance has no keys yet: they are made when it first starts.')
    const opened = await openExchangeKeys(folder, systemClock)
    if (!opened.ok) {
      return failed(
        opened.error.code === 'exchange.key_exposed'
          ? `Others may read the keys in ${folder}. Make the files readable by their owner only (chmod 600), then run this again.`
          : `A key file in ${folder} cannot be read. Restore it from your copy, then run this again.`,
      )
    }
    await opened.value.renew()
    const kids = opened.value.signingKeys().map(({ kid }) => kid)
    const text = `New keys were made. Restart the server, then give every other country the new entry.\nSigning keys in force:\n  ${kids.join('\n  ')}`
    return { exit: EXIT.ok, text, json: { ok: true, signingKeys: kids } }
  },
}

const failed = (text: string) => ({ exit: EXIT.failed, text, json: { ok: false, error: text } })
