import { ok } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import type { LineInFile, ToldAbroad, VictimPorts } from '../victims/victims-context.ts'

/** A file as referrals abroad see it: what is recorded there is the test's to say. */
export interface InventedFile {
  agencyId: string
  child: boolean
  homes: readonly string[]
  /** Recipients that a grant names, with the groups that each may be told. */
  agreed: Map<string, readonly string[]>
  childMissing: readonly string[]
  readonly lines: LineInFile[]
  readonly names: { readonly given: string; readonly family: string }
  readonly phone: string
}

/** What `modules/protection` and `modules/children` answer, over invented files. Their own rules have tests of their own. */
export function victimPorts(files: Map<string, InventedFile>): VictimPorts {
  const told = (file: InventedFile, { groups, recipientAgencyId, byName, purpose, recipientKind }: ToldAbroad) =>
    file.child
      ? groups
      : groups.filter(
          (group) =>
            byName &&
            purpose === 'referral' &&
            recipientKind === 'foreign_agency' &&
            (file.agreed.get(recipientAgencyId) ?? []).includes(group),
        )
  const row = 'names/0193a000-0000-7000-8000-000000000001'
  return {
    files: {
      filesSeen: async (_, ids) => new Set(ids.filter((id) => files.has(id))),
      toPassOn: async (_, who: Principal, fileId, to) => {
        const file = files.get(fileId)
        if (file?.agencyId !== who.agencyId) return { ok: false, error: { code: 'protection.not_found' } }
        const forms: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
          identity: {
            [row]: { value: true },
            [`${row}/given`]: { value: file.names.given },
            [`${row}/family`]: { value: file.names.family },
            gender: { value: 'Feminine' },
            citizenship: { value: [...file.homes] },
          },
          contact: { mobile_phone: { value: file.phone }, street: { value: '5 Hidden Lane' } },
        }
        return ok({
          child: file.child,
          sequence: 1,
          groups: told(file, to).map((group) => ({
            group,
            grantId: file.child ? null : '00000000-0000-7000-8000-0000000000aa',
            forms: [{ form: group, answers: forms[group] ?? {} }],
          })),
        })
      },
      identityOf: async (_, fileId) => {
        const file = files.get(fileId)
        return {
          names: file ? [file.names] : [],
          birthDates: file ? ['2001-05-03'] : [],
          numbers: file ? [file.phone, 'DL-2026-000001'] : [],
        }
      },
      homesOf: async (_, fileId) => files.get(fileId)?.homes ?? [],
      stillAgreed: async (_, fileId, to) => {
        const file = files.get(fileId)
        return file ? told(file, to) : []
      },
      recordService: async (_, fileId, line) => {
        files.get(fileId)?.lines.push(line)
        return files.has(fileId)
      },
      numberOf: async (_, fileId) => (files.has(fileId) ? 'DL-2026-000001' : null),
    },
    childGate: async (_, { fileId }) => files.get(fileId)?.childMissing ?? [],
  }
}
