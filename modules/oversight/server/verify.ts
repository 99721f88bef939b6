import { countBlocks, makeAuditProof, readAudit, recordAudit, verifyAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { FilesVerified, Verification } from '../contract/oversight.ts'
import { authorise, inOwnScope, type OversightContext } from './context.ts'

/** The check that runs in this server, or ran last: it is long on a big log, and its page asks how it goes. */
export interface Verifier {
  start(principal: Principal): Promise<Result<Verification, Failure>>
  read(principal: Principal): Promise<Result<Verification, Failure>>
}

export function createVerifier(context: OversightContext): Verifier {
  let status: Omit<Verification, 'night'> = {
    state: 'none',
    startedAt: null,
    endedAt: null,
    blocks: 0,
    ofBlocks: 0,
    filesRead: 0,
    result: null,
  }
  const told = async (principal: Principal): Promise<Result<Verification, Failure>> =>
    ok({ ...status, night: await lastNight(context, principal) })

  async function run(principal: Principal): Promise<void> {
    try {
      const { audit, db } = context
      const {
        ok: whole,
        blocks,
        entries,
        open,
        firstBroken,
      } = await verifyAudit(db, {
        publicKeys: audit.publicKeys(),
        headsFile: audit.headsFile,
        progress: (read) => {
          status = { ...status, blocks: read }
        },
      })
      const broken = firstBroken ? { ...firstBroken } : null
      const files = await context.verifyFiles((read) => {
        status = { ...status, filesRead: read }
      })
      const { broken: request, ...requests } = await context.verifyRequests()
      const reason = broken?.kind ?? files.broken?.break.reason ?? request?.break.reason ?? 'whole'
      await inScope(db, { ...principalScope(principal) }, async (trx) =>
        ok(
          await recordAudit(trx, {
            action: 'audit.verified',
            detail: { result: reason, blocks, files: files.files, requests: requests.requests },
          }),
        ),
      )
      const result = {
        ok: whole && !files.broken && !request,
        blocks,
        entries,
        open,
        broken,
        files: filesTold(files),
        requests: { ...requests, broken: request ? { requestId: request.requestId, ...request.break } : null },
      }
      status = { ...status, state: 'done', endedAt: context.clock.now(), blocks, result }
    } catch {
      // The database went away in the middle: nothing is known, and the page says so.
      status = { ...status, state: 'failed', endedAt: context.clock.now() }
    }
  }

  return {
    start: async (principal) => {
      const allowed = authorise(context, principal, 'oversight.verify')
      if (!allowed.ok) return allowed
      if (status.state !== 'running') {
        status = {
          state: 'running',
          startedAt: context.clock.now(),
          endedAt: null,
          blocks: 0,
          ofBlocks: await countBlocks(context.db),
          filesRead: 0,
          result: null,
        }
        void run(principal)
      }
      return told(principal)
    },
    read: async (principal) => {
      const allowed = authorise(context, principal, 'oversight.verify')
      return allowed.ok ? told(principal) : allowed
    },
  }
}

type FilesTold = NonNullable<Verification['result']>['files']

const filesTold = ({ files, actions, held, broken }: FilesVerified): FilesTold => ({
  files,
  actions,
  held,
  broken: broken ? { fileId: broken.fileId, ...broken.break } : null,
})

/** What the server's own check of the last night came to, from the audit log: of whichever server made it. */
export async function lastNight(context: OversightContext, principal: Principal): Promise<Verification['night']> {
  const entries = await inOwnScope(context, principal, (trx) => readAudit(trx, { action: 'audit.verified', limit: 50 }))
  for (const { at, actorId, detail } of entries) {
    const { nightly, result, files } = detail as { nightly?: unknown; result?: unknown; files?: unknown }
    if (actorId === null && nightly === true) return { at, result: String(result), files: Number(files) }
  }
  return null
}

/** A proof of the log, signed with the instance's own key, for keeping outside. */
export async function exportProof(
  context: OversightContext,
  principal: Principal,
  range: { readonly firstBlock?: number | undefined; readonly lastBlock?: number | undefined },
): Promise<Result<{ fileName: string; proof: Record<string, unknown> }, Failure>> {
  const allowed = authorise(context, principal, 'oversight.verify')
  if (!allowed.ok) return allowed
  const now = context.clock.now()
  const proof = await makeAuditProof(context.db, {
    signer: context.audit.signer,
    publicKeys: context.audit.publicKeys(),
    country: context.country,
    now,
    ...(range.firstBlock !== undefined && { firstBlock: range.firstBlock }),
    ...(range.lastBlock !== undefined && { lastBlock: range.lastBlock }),
  })
  return inScope(context.db, { ...principalScope(principal) }, async (trx) => {
    await recordAudit(trx, { action: 'audit.proof_exported', detail: { blocks: proof.counts.blocks } })
    return ok({ fileName: `audit-proof-${now.slice(0, 10)}.json`, proof: { ...proof } })
  })
}
