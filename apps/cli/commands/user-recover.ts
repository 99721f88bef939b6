import { recoverAdministrator, sessionSecretsIn } from '@gloact/identity/server'
import { describedPlatform } from '@gloact/platform/described'
import { readCountry } from '@gloact/platform/country'
import { createVault } from '@gloact/vault'
import { type Command, EXIT } from '../command.ts'
import { openKek } from '../keys.ts'
import { refusal } from '../refusal.ts'
import { withInstance } from '../with-instance.ts'

/** Gives an instance its second administrator back, by the person who holds the key that opens the keys. */
export const userRecover: Command = {
  description:
    'Every change that lets anyone see more needs two administrators. Where fewer than two others can sign in, this enables\n' +
    'and resets the account of an administrator, or makes one, and prints the link that opens it. It needs the key that opens\n' +
    'the keys, is audited, and is shown to everyone who works here on their next screen.',
  options: {
    email: { type: 'string', value: 'ADDRESS', description: 'The e-mail address of the account', required: true },
    name: { type: 'string', value: 'NAME', description: 'Where no account has the address: the person’s name' },
    agency: { type: 'string', value: 'AGENCY', description: 'And their agency: its exact name, or its id' },
  },
  examples: [
    ['user recover --email second@ministry.example', 'Restore an administrator’s account'],
    [
      'user recover --email new@ministry.example --name "Noor Amin" --agency "Ministry"',
      'Create an administrator where only one is left',
    ],
  ],
  exits: {
    refused:
      'Two other administrators can sign in, the address is not known, or the account holds a role that opens files.',
    failed: 'The key that opens the keys is not available, or is not this instance’s.',
  },
  run(context) {
    const { settings, text } = context
    return withInstance(context, async ({ db }) => {
      const kek = openKek(settings)
      if (!kek.ok) return withoutKey(kek.error.code)
      const vault = createVault({ kek: kek.value })
      try {
        const checked = await vault.check(db)
        if (!checked.ok) return withoutKey(checked.error.code)
      } finally {
        vault.close()
      }
      const country = await readCountry(settings.countryDir)
      const platform = await describedPlatform()
      await platform.close()
      const recovered = await recoverAdministrator(
        db,
        {
          country: country.code,
          publicUrl: settings.publicUrl,
          secrets: sessionSecretsIn(settings.dataDir),
          roles: platform.roles,
        },
        { email: text('email') ?? '', name: text('name'), agency: text('agency') },
      )
      if (!recovered.ok) return refusal(recovered.error)
      const { link } = recovered.value
      const said = 'Give it to its owner yourself. Everyone who works here is told that it was made on the server.'
      return { exit: EXIT.ok, text: `${link}\n${said}`, json: { ok: true, ...recovered.value } }
    })
  },
}

const withoutKey = (code: string) => ({
  exit: EXIT.failed,
  text: `The key that opens the keys is not available (${code}). ./gloact doctor says what to do.`,
  json: { ok: false, error: code },
})
