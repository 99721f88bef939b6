import { defineForm, type FormDefinition } from '@gloact/forms'
import { requestKind } from '@gloact/records'

const open = { sensitivity: 'open' } as const

/**
 * A drafting file: from the instruction to the enacted law. Nobody submits a draft that they wrote: a second person does.
 */
export const drafting = requestKind({
  kind: 'legislation.drafting',
  parties: ['drafter'],
  states: {
    instruction: { turn: 'drafter' },
    draft: { turn: 'drafter' },
    consultation: { turn: 'drafter' },
    review: { turn: 'drafter' },
    submitted: { turn: 'drafter' },
    enacted: { turn: null },
    dropped: { turn: null },
  },
  clocks: {},
  steps: {
    instruct: { from: 'new', to: 'instruction', by: ['drafter'], permission: 'legislation.edit' },
    start: { from: ['instruction'], to: 'draft', by: ['drafter'], permission: 'legislation.edit' },
    consult: { from: ['draft'], to: 'consultation', by: ['drafter'], permission: 'legislation.edit' },
    hand_in: { from: ['draft', 'consultation'], to: 'review', by: ['drafter'], permission: 'legislation.edit' },
    send_back: {
      from: ['review', 'submitted'],
      to: 'draft',
      by: ['drafter'],
      permission: 'legislation.review',
      notBy: ['hand_in'],
      needs: 'reason',
    },
    submit: {
      from: ['review'],
      to: 'submitted',
      by: ['drafter'],
      permission: 'legislation.review',
      notBy: ['hand_in'],
    },
    enact: { from: ['submitted'], to: 'enacted', by: ['drafter'], permission: 'legislation.edit' },
    drop: {
      from: ['instruction', 'draft', 'consultation', 'review', 'submitted'],
      to: 'dropped',
      by: ['drafter'],
      permission: 'legislation.edit',
      needs: 'reason',
    },
  },
})

/** The way of a bill that becomes law. */
export const DRAFTING_WAY = ['instruction', 'draft', 'consultation', 'review', 'submitted', 'enacted'] as const

/** Where the words of a draft may be changed. */
export const isDraftable = (state: string): boolean => ['instruction', 'draft', 'consultation'].includes(state)

export const REMARK_DECISIONS = ['accepted', 'rejected'] as const

const six = ([en, ar, fr, es, pt, ru]: readonly [string, string, string, string, string, string]) => ({
  en,
  ar,
  fr,
  es,
  pt,
  ru,
})
const REASON = six(['Reason', 'السبب', 'Motif', 'Motivo', 'Motivo', 'Причина'])

export const DRAFTING_FORMS: Readonly<Record<string, FormDefinition>> = {
  reason: defineForm({
    id: 'reason',
    version: '1',
    title: REASON,
    sections: [
      {
        id: 'reason',
        title: REASON,
        fields: [{ ...open, id: 'why', type: 'long_text', maxLength: 2_000, required: true, label: REASON }],
      },
    ],
  }),
}
