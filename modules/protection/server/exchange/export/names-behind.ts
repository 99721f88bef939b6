import { readInScope, systemScope } from '@gloact/postgres'
import type { ProtectionContext } from '../../file/context.ts'
import { tables } from '../../file/file-tables.ts'
import { nameKeyOf, tagNames } from '../../search/sealed-names.ts'

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** Ids that one question to the directory holds. */
const MOST = 1_000

export interface NamesBehind {
  readonly staff: ReadonlyMap<string, string>
  readonly teams: ReadonlyMap<string, string>
  readonly agencies: ReadonlyMap<string, string>
  readonly tags: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Notes whom and what the ids of a text stand for; `except` are those that are known to be of something else. */
  readonly learn: (text: string, except?: ReadonlySet<string>) => Promise<void>
}

/**
 * Whom and what the ids of an export stand for, in whatever field they stand: who recorded, who is assigned, named for an
 * audience or on an appointment, which agency gives a service or had the file by a share. Only what is named in it.
 */
export async function namesBehind(context: ProtectionContext): Promise<NamesBehind> {
  const { db, directory, rules } = context
  const key = await nameKeyOf(context)
  const [allTeams, allAgencies] = [await directory.teamNames(), await directory.agencyNames()]
  const allTags = new Map(
    (
      await readInScope(db, systemScope(rules.country), (trx) =>
        tables(trx)
          .selectFrom('protection.tag')
          .select(['id', 'names', 'sealed_names'])
          .where('country', '=', rules.country)
          .execute(),
      )
    ).map((row) => [row.id, tagNames(key, row)] as const),
  )
  const staff = new Map<string, string>()
  const teams = new Map<string, string>()
  const agencies = new Map<string, string>()
  const tags = new Map<string, Readonly<Record<string, string>>>()
  return {
    staff,
    teams,
    agencies,
    tags,
    async learn(text, except) {
      const unknown = new Set<string>()
      for (const [id] of text.matchAll(ID)) {
        if (except?.has(id) || staff.has(id)) continue
        const [team, agency, tag] = [allTeams.get(id), allAgencies.get(id), allTags.get(id)]
        if (team !== undefined) teams.set(id, team)
        else if (agency !== undefined) agencies.set(id, agency)
        else if (tag !== undefined) tags.set(id, tag)
        else unknown.add(id)
      }
      const asked = [...unknown]
      for (let from = 0; from < asked.length; from += MOST) {
        for (const [id, name] of await directory.staffNames(asked.slice(from, from + MOST))) staff.set(id, name)
      }
    },
  }
}
