import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '@gloact/kernel'
import { principalScope, rowScopeOf, ROLES, type Principal, type Role } from '@gloact/identity/contract/principal'
import { readInScope } from '@gloact/postgres'
import { FILE_PERMISSIONS, FILE_ROLES, filePolicy, seesRow, type FileResource } from '../../domain/file/policy.ts'
import { FILE_PATHS, FILE_STATUSES } from '../../domain/file/words.ts'
import { tables } from '../file/file-tables.ts'
import { protectionStage, STAFF } from '../testing/stage.ts'

const stage = await protectionStage()

const ids = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index) => `00000000-0000-4000-8000-${kind}000000${index}00`)
const AGENCIES = ids('aaa', 3)
const TEAMS = ids('bbb', 4)
const USERS = ids('ccc', 5)
const COUNTRIES = ['DL', 'XL']
const TODAY = '2026-11-24'

interface RandomFile extends FileResource {
  readonly id: string
  readonly country: string
  readonly opening: { readonly userId: string; readonly over: boolean } | null
  readonly keptOut: string | null
  readonly share: { readonly agencyId: string; readonly ended: boolean; readonly lapsed: boolean } | null
}

const one = <Value>(values: readonly Value[]) => fc.constantFrom(...values)

const randomFile: fc.Arbitrary<Omit<RandomFile, 'id'>> = fc.record({
  country: one(COUNTRIES),
  agencyId: one(AGENCIES),
  teamId: fc.option(one(TEAMS)),
  assignedTo: fc.option(one(USERS)),
  openedBy: fc.option(one(USERS)),
  path: one(FILE_PATHS),
  status: one(FILE_STATUSES),
  sharedWithAgency: fc.constant(false),
  opening: fc.option(fc.record({ userId: one(USERS), over: fc.boolean() })),
  keptOut: fc.option(one(USERS)),
  share: fc.option(fc.record({ agencyId: one(AGENCIES), ended: fc.boolean(), lapsed: fc.boolean() })),
})

const randomPrincipal: fc.Arbitrary<Principal> = fc
  .record({
    userId: one(USERS),
    agencyId: one(AGENCIES),
    country: one(COUNTRIES),
    teamIds: fc.uniqueArray(one(TEAMS), { maxLength: 2 }),
    roles: fc.uniqueArray(one<Role>(ROLES), { minLength: 1, maxLength: 3 }),
  })
  .map((who) => ({ ...STAFF.caseworker, ...who, scope: rowScopeOf(who.roles) }) as unknown as Principal)

async function store(files: readonly RandomFile[]): Promise<void> {
  await stage.owner
    .insertInto('protection.case_file')
    .values(
      files.map((file) => ({
        id: file.id,
        person_id: newId(),
        number: file.id,
        country: file.country,
        agency_id: file.agencyId,
        team_id: file.teamId,
        assigned_to: file.assignedTo,
        opened_by: file.openedBy,
        path: file.path,
        status: file.status,
        stage: 'contact',
        opened_on: TODAY,
        coded: '{}',
        sealed_state: Buffer.alloc(1),
        sequence: 0,
        head_hash: Buffer.alloc(32),
        changed_at: `${TODAY}T00:00:00Z`,
      })),
    )
    .execute()
  const shares = files.flatMap((file) =>
    file.share
      ? [
          {
            id: newId(),
            file_id: file.id,
            owner_agency_id: file.agencyId,
            agency_id: file.share.agencyId,
            country: file.country,
            purpose: 'identification',
            shared_at: `${TODAY}T00:00:00Z`,
            valid_until: file.share.lapsed ? '2000-01-01' : null,
            ended_at: file.share.ended ? `${TODAY}T00:00:00Z` : null,
          },
        ]
      : [],
  )
  const openings = files.flatMap((file) =>
    file.opening
      ? [
          {
            id: newId(),
            file_id: file.id,
            number: file.id,
            country: file.country,
            owner_agency_id: file.agencyId,
            user_id: file.opening.userId,
            agency_id: AGENCIES[0]!,
            reason: 'danger_to_life',
            ...(file.opening.over
              ? { opened_at: '2020-01-01T00:00:00Z', expires_at: '2020-01-01T04:00:00Z' }
              : { opened_at: '2999-01-01T00:00:00Z', expires_at: '2999-01-01T04:00:00Z' }),
          },
        ]
      : [],
  )
  const keptOut = files.flatMap((file) => (file.keptOut ? [{ file_id: file.id, user_id: file.keptOut }] : []))
  if (keptOut.length > 0) await stage.owner.insertInto('records.kept_out').values(keptOut).execute()
  if (openings.length > 0) await stage.owner.insertInto('protection.file_opening').values(openings).execute()
  if (shares.length > 0) await stage.owner.insertInto('protection.file_share').values(shares).execute()
}

const asSeenBy = (who: Principal, file: RandomFile) => ({
  ...file,
  openedInEmergency: file.opening !== null && file.opening.userId === who.userId && !file.opening.over,
  excluded: file.keptOut === who.userId,
  sharedWithAgency:
    file.share !== null && file.share.agencyId === who.agencyId && !file.share.ended && !file.share.lapsed,
})

const ASKED_WITHOUT_A_ROW: readonly string[] = [
  'tags.manage_country',
  'file.open',
  'file.list',
  'file.search',
  'file.export',
  'file.import',
  'figures.import',
  'refusal.record',
  'action.file_opened',
  // Asked for what is hidden, by its very meaning; and reviewed by anyone who answers for it, who sees no file.
  'file.open_emergency',
  'file.review_opening',
  'file.exclude_staff',
  'file.read_readers',
  'tags.manage',
]

test('the roles of files are the roles of the identity module', () => {
  assert.deepEqual([...FILE_ROLES], [...ROLES])
})

test('row-level security, the index of names and the policy agree: nothing is allowed on a row that is hidden', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(randomFile, { minLength: 5, maxLength: 25 }),
      fc.array(randomPrincipal, { minLength: 3, maxLength: 6 }),
      async (drawn, people) => {
        const files = drawn.map((file) => ({ ...file, id: newId<'file'>() as string }))
        await store(files)
        for (const who of people) {
          const visible = await readInScope(stage.db, principalScope(who), (trx) =>
            tables(trx)
              .selectFrom('protection.case_file')
              .select('id')
              .where(
                'id',
                'in',
                files.map((file) => file.id),
              )
              .execute(),
          )
          const seen = new Set(visible.map((row) => row.id))
          for (const file of files) {
            const resource = asSeenBy(who, file)
            assert.equal(
              seen.has(file.id),
              seesRow(who, resource),
              `row-level security and seesRow differ: ${JSON.stringify({ who, resource })}`,
            )
            if (seen.has(file.id)) continue
            for (const permission of FILE_PERMISSIONS) {
              // Opening, listing and searching are asked before there is a row; they depend on no file.
              if (ASKED_WITHOUT_A_ROW.includes(permission)) continue
              if (who.country !== file.country) continue
              assert.ok(
                !filePolicy.decide(who, permission, resource).allowed,
                `${permission} on a hidden row: ${JSON.stringify({ who, resource })}`,
              )
            }
          }
        }
      },
    ),
    { numRuns: 25 },
  )
})
