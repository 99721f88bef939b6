import type { Role } from '@gloact/identity/contract/principal'
import { addUser, sessionSecretsIn } from '@gloact/identity/server'
import { createVault } from '@gloact/vault'
import { describedPlatform } from '@gloact/platform/described'
import { readCountry } from '@gloact/platform/country'
import { type Command, EXIT } from '../command.ts'
import { openKek } from '../keys.ts'
import { refusal } from '../refusal.ts'
import { withInstance } from '../with-instance.ts'

/** Adds an account of staff from the console. */
export const userAdd: Command = {
  description:
    'The link is only for that person and works once. A role that opens files waits until an administrator confirms it:\n' +
    'the console is one of the two that are needed, not both.',
  options: {
    name: { type: 'string', value: 'NAME', description: 'The person’s name as colleagues see it', required: true },
    email: { type: 'string', value: 'ADDRESS', description: 'The e-mail address they sign in with', required: true },
    agency: { type: 'string', value: 'AGENCY', description: 'The agency’s exact name, or its id', required: true },
    role: {
      type: 'string',
      value: 'ROLE',
      description: 'Such as caseworker; one that does not exist is answered with the list of those that do',
      required: true,
      multiple: true,
    },
    team: {
      type: 'string',
      value: 'TEAM',
      description:
        'A team of the agency, by name or id. A caseworker sees the files of their teams; without one, nobody',
      multiple: true,
    },
    language: { type: 'string', value: 'TAG', description: 'The language of their screens (default: en)' },
  },
  examples: [
    [
      'user add --name "Amal Haddad" --email amal@shelter.example --agency "Shelter North" --team "Day team" --role caseworker',
      'Invite a caseworker',
    ],
  ],
  exits: { refused: 'The agency or the team is unknown, the address is in use, or the roles exclude each other.' },
  async run(context) {
    const { settings, text, texts } = context
    const roles = texts('role')
    const platform = await describedPlatform()
    await platform.close()
    const isRole = (word: string): word is Role => platform.roles.has(word)
    const unknown = roles.filter((role) => !isRole(role))
    if (unknown.length > 0) {
      const known = platform.roles.declared.map(({ id }) => id).join(', ')
      return {
        exit: EXIT.usage,
        text: `There is no role ${unknown.join(', ')}. Roles: ${known}.`,
        json: { ok: false, error: 'unknown_role', roles: unknown },
      }
    }
    return withInstance(context, async ({ db }) => {
      const country = await readCountry(settings.countryDir)
      // What agencies call their teams is sealed; without the key a team is known by its id.
      const kek = texts('team').length > 0 ? openKek(settings) : undefined
      const vault = kek?.ok ? createVault({ kek: kek.value }) : undefined
      const added = await addUser(
        db,
        {
          country: country.code,
          publicUrl: settings.publicUrl,
          secrets: sessionSecretsIn(settings.dataDir),
          roles: platform.roles,
          ...(vault && { wordKey: () => vault.wordKey(db, country.code) }),
        },
        {
          name: text('name') ?? '',
          email: text('email') ?? '',
          agency: text('agency') ?? '',
          roles: roles.filter(isRole),
          teams: texts('team'),
          ...(text('language') !== undefined && { language: text('language')! }),
        },
      )
      vault?.close()
      if (!added.ok) return refusal(added.error)
      const { link, awaitingConfirmation, needsTeam } = added.value
      const waiting =
        awaitingConfirmation.length > 0
          ? `\nAn administrator still has to confirm: ${awaitingConfirmation.join(', ')}.`
          : ''
      const nobody = needsTeam
        ? '\nThey are in no team, and see nobody until an administrator gives them one (or: user add --team).'
        : ''
      return { exit: EXIT.ok, text: `${link ?? ''}${waiting}${nobody}`.trim(), json: { ok: true, ...added.value } }
    })
  },
}
