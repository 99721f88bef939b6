import type { Role } from '@gloact/identity/contract/principal'
import { addUser } from '@gloact/identity/server'
import { describedPlatform } from '@gloact/platform/described'
import { readCountry } from '@gloact/platform/country'
import { type Command, EXIT } from '../command.ts'
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
    language: { type: 'string', value: 'TAG', description: 'The language of their screens (default: en)' },
  },
  examples: [
    [
      'user add --name "Amal Haddad" --email amal@shelter.example --agency "Shelter North" --role caseworker',
      'Invite a caseworker',
    ],
  ],
  exits: { refused: 'The agency is unknown, the address is in use, or the roles exclude each other.' },
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
      const added = await addUser(
        db,
        { country: country.code, publicUrl: settings.publicUrl, roles: platform.roles },
        {
          name: text('name') ?? '',
          email: text('email') ?? '',
          agency: text('agency') ?? '',
          roles: roles.filter(isRole),
          ...(text('language') !== undefined && { language: text('language')! }),
        },
      )
      if (!added.ok) return refusal(added.error)
      const { link, awaitingConfirmation } = added.value
      const waiting =
        awaitingConfirmation.length > 0
          ? `\nAn administrator still has to confirm: ${awaitingConfirmation.join(', ')}.`
          : ''
      return { exit: EXIT.ok, text: `${link ?? ''}${waiting}`.trim(), json: { ok: true, ...added.value } }
    })
  },
}
