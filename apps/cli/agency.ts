import { DEMO_AGENCIES, type Directory, type DirectoryAgency } from '@gloact/identity/server'
import { err, failure, ok, type Result } from '@gloact/kernel'
import { EXIT, type Outcome } from '@gloact/command'
import { refusal } from './refusal.ts'

/** Which agency a command works for where it is not told. */
export const DEFAULT_AGENCY = 'Needed where there are several; in the demonstration it is Shelter North'

/** The agency of that id or exact name; without one the only agency, or the demonstration's shelter. */
export async function agencyFor(
  directory: Directory,
  wanted: string | undefined,
): Promise<Result<DirectoryAgency, Outcome>> {
  const agencies = await directory.agencies()
  const active = agencies.filter((agency) => agency.active)
  const found =
    wanted !== undefined
      ? agencies.find(({ id, name }) => id === wanted || name === wanted)
      : (agencies.find(({ id }) => id === DEMO_AGENCIES.shelter.id) ?? (active.length === 1 ? active[0] : undefined))
  if (found) return ok(found)
  if (agencies.length === 0) {
    const text = 'There is no agency yet. Start the platform and create the first administrator, or load ./gloact demo.'
    return err({ exit: EXIT.refused, text, json: { ok: false, error: 'identity.agency_unknown' } })
  }
  const refused = refusal(failure('identity.agency_unknown'))
  const names = agencies.map(({ name }) => `  ${name}`).join('\n')
  return err({
    ...refused,
    text: `${wanted === undefined ? 'Name the agency: --agency.' : refused.text}\nAgencies:\n${names}`,
  })
}
