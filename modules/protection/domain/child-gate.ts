import type { FileState } from './file-state.ts'
import type { ActionType, Payloads } from './payloads.ts'

/**
 * What an action on a child's file would record as done that another module has to allow: `decided`, a return under way or given;
 * `returned`, a file closed because the child was returned; `leave_path`, a file that leaves the child path.
 */
export const CHILD_GATES = ['decided', 'returned', 'leave_path'] as const
export type ChildGate = (typeof CHILD_GATES)[number]

const RETURN_SERVICE = 'voluntary_return'
const RETURN_CLOSURE = 'returned_and_handed_over'
const GIVEN: readonly string[] = ['provided', 'partly_provided', 'ended_early', 'received_elsewhere']

/** The gate that an action meets, on whatever way it comes (a screen, the interface, an import, another module); null for most. */
export function childGateOf(
  state: FileState,
  sent: { readonly [Type in ActionType]: { readonly type: Type; readonly payload: Payloads[Type] } }[ActionType],
): ChildGate | null {
  if (state.path !== 'child') return null
  switch (sent.type) {
    case 'closure_requested':
      return sent.payload.reason === RETURN_CLOSURE ? 'returned' : null
    case 'closure_approved':
      return state.closure?.reason === RETURN_CLOSURE ? 'returned' : null
    case 'service_recorded': {
      const { type, startedOn, endedOn } = sent.payload
      return type === RETURN_SERVICE && (startedOn !== null || endedOn !== null) ? 'decided' : null
    }
    case 'service_result_recorded': {
      const { serviceId, result } = sent.payload
      const service = state.services.find(({ actionId }) => actionId === serviceId)
      return service?.type === RETURN_SERVICE && GIVEN.includes(result) ? 'decided' : null
    }
    case 'path_confirmed':
      return state.pathWaits?.to === 'adult' ? 'leave_path' : null
    default:
      return null
  }
}
