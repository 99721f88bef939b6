import { daysBetween, newId, ok } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { concernsChildProtection } from '../../domain/file/actions/child-protection.ts'
import { SYSTEM_ACTOR, type ProtectionContext } from '../file/context.ts'
import { loadFile, NOBODY } from '../file/file-store.ts'
import { recordBySystem } from './pass-on.ts'

/** A contact further back than this was written down from paper: the child's protection is in somebody's hands by then. */
const FIRST_CONTACT_DAYS = 7

/**
 * Tells the authorities that the country designated to protect children of a child whom another agency met: at once when the file is
 * opened (`met`), and when an adult's file has become a child's with a second person (`found`). Each sees the file from then on. Told twice, it
 * is told once; a file of the authority's own is there already.
 */
export async function tellChildProtection(
  context: ProtectionContext,
  fileId: string,
  why: 'met' | 'found',
): Promise<void> {
  const { rules, clock } = context
  await inScope<undefined, never>(context.db, systemScope(rules.country), async (trx) => {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    if (!loaded.ok || !concernsChildProtection(loaded.value.state)) return ok(undefined)
    const { row, state } = loaded.value
    const today = clock.today(rules.calendar.timeZone)
    if (why === 'met' && (state.backlog || daysBetween(state.contactOn, today) > FIRST_CONTACT_DAYS))
      return ok(undefined)
    for (const { id: agencyId } of await context.directory.childProtection(trx)) {
      if (agencyId === row.agency_id || state.childTold.some((told) => told.agencyId === agencyId)) continue
      const told = { id: newId(), happenedAt: clock.now(), type: 'child_protection_told', payload: { agencyId } }
      await recordBySystem(trx, context, fileId, SYSTEM_ACTOR, told)
    }
    return ok(undefined)
  })
}
