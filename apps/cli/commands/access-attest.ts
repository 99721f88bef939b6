import { attestAccess, createAccessSeals, knownSecretsIn, unprovenAccess } from '@gloact/identity/server'
import { readCountry } from '@gloact/platform/country'
import { type Command, EXIT } from '../command.ts'
import { withInstance } from '../with-instance.ts'

/** Seals roles and teams again where the key of their seals was lost; without `--yes` it only lists them. */
export const accessAttest: Command = {
  description:
    'Every role and team carries a seal whose key is in keys/session-secret; one without a seal that holds opens nothing. Where that\n' +
    'file was lost, nobody has any access. This seals what stands: roles only where the audit log says that they were given and not\n' +
    'taken away. Without --yes it lists what has no seal, and changes nothing. Check the audit log first: ./gloact audit verify.',
  options: { yes: { type: 'boolean', description: 'Seal it' } },
  examples: [
    ['access attest', 'List the roles and teams that open nothing'],
    ['access attest --yes', 'Seal those that the audit log knows'],
  ],
  exits: {
    ok: 'Every role and team carries a seal that holds.',
    failed: 'Some do not, and are listed; or this instance has no keys/session-secret.',
  },
  run(context) {
    const { settings, flag } = context
    return withInstance(context, async ({ db }) => {
      const secrets = knownSecretsIn(settings.dataDir)
      if (!secrets)
        return {
          exit: EXIT.failed,
          text: 'There is no keys/session-secret here. Put it back from a backup, or start the server once: it makes one.',
          json: { ok: false, error: 'no_session_secret' },
        }
      const country = (await readCountry(settings.countryDir)).code
      const checked = { db, country, seals: createAccessSeals(secrets) }
      const left = flag('yes') ? await attestAccess(checked) : await unprovenAccess(db, checked)
      const lines = left.map(
        ({ staffId, access, why }) =>
          `${staffId}  ${access.kind === 'role' ? `role ${access.role}` : `team ${access.teamId}`}  ${why}`,
      )
      return {
        exit: left.length === 0 ? EXIT.ok : EXIT.failed,
        text: left.length === 0 ? 'Every role and team carries a seal that holds.' : lines.join('\n'),
        json: { ok: left.length === 0, left: left.map(({ access, why }) => ({ ...access, why })) },
      }
    })
  },
}
