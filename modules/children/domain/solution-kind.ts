import { requestKind } from '@gloact/records'

const work = { by: ['officer'], permission: 'children.work' } as const
const approve = { by: ['officer'], permission: 'children.approve' } as const
const after = { ...work, from: ['handed_over', 'under_way', 'in_place'], to: 'same', needs: 'follow_up' } as const

export const FOLLOW_UPS = ['call', 'month_1', 'month_3', 'month_6', 'month_12'] as const

/**
 * A return, a reunification, a transfer to another country, integration here, adoption or kafala: decided through gate G2 alone, handed over or begun here, followed up. It is a durable solution
 * once stay, care, school or work, health and safety are there, and is said to have lasted after twelve months alone.
 */
export const solutionKind = requestKind({
  kind: 'children.solution',
  parties: ['officer'],
  states: {
    planned: { turn: 'officer' },
    decided: { turn: 'officer' },
    handed_over: { turn: 'officer' },
    under_way: { turn: 'officer' },
    in_place: { turn: 'officer' },
    confirmed_at_12_months: { turn: null },
    failed: { turn: null },
    elsewhere: { turn: 'officer' },
    not_carried_out: { turn: null },
    closed: { turn: null },
  },
  clocks: {
    call: { of: 'officer' },
    month_1: { of: 'officer' },
    month_3: { of: 'officer' },
    month_6: { of: 'officer' },
    month_12: { of: 'officer' },
    confirmation: { of: 'officer' },
    elsewhere: { of: 'officer', stakes: 'law' },
  },
  steps: {
    plan: { ...work, from: 'new', to: 'planned', needs: 'solution_plan' },
    assess_risk: { ...work, from: ['planned'], to: 'same', needs: 'solution_risk' },
    approve_risk: { ...approve, from: ['planned'], to: 'same', notBy: ['assess_risk'] },
    verify: { ...work, from: ['planned'], to: 'same', notBy: ['plan'], needs: 'solution_verified' },
    hear: { ...work, from: ['planned'], to: 'same', needs: 'solution_heard' },
    decide: {
      ...approve,
      from: ['planned'],
      to: 'decided',
      notBy: ['plan', 'assess_risk', 'verify'],
      needs: 'solution_decision',
    },
    // What others did against the gate is recorded all the same: a gate must not hide the world.
    record_elsewhere: { ...work, from: 'new', to: 'elsewhere', needs: 'solution_elsewhere', starts: ['elsewhere'] },
    // By one person, it would go around the gate: a second one sees the document, and the child is followed up as after any other move.
    confirm_elsewhere: {
      ...approve,
      from: ['elsewhere'],
      to: 'handed_over',
      notBy: ['record_elsewhere'],
      needs: 'solution_elsewhere_confirmed',
      stops: ['elsewhere'],
      starts: [...FOLLOW_UPS],
    },
    // Of records of before: it is taken no more (its gate).
    answer: { ...work, from: ['elsewhere'], to: 'closed', needs: 'solution_answer' },
    hand_over: { ...work, from: ['decided'], to: 'handed_over', needs: 'handover', starts: [...FOLLOW_UPS] },
    // A child who grows up here is handed over to nobody: who sees to what is agreed, and followed up alike.
    carry_out: { ...work, from: ['decided'], to: 'under_way', needs: 'solution_here', starts: [...FOLLOW_UPS] },
    follow_call: { ...after, stops: ['call'] },
    follow_1: { ...after, stops: ['month_1'] },
    follow_3: { ...after, stops: ['month_3'] },
    follow_6: { ...after, stops: ['month_6'] },
    follow_12: { ...after, stops: ['month_12'], starts: ['confirmation'] },
    put_in_place: { ...work, from: ['handed_over', 'under_way'], to: 'in_place', needs: 'solution_in_place' },
    confirm: {
      ...approve,
      from: ['in_place'],
      to: 'confirmed_at_12_months',
      notBy: ['put_in_place'],
      needs: 'solution_in_place',
      stops: ['confirmation'],
    },
    fail: { ...work, from: ['handed_over', 'under_way', 'in_place'], to: 'failed', needs: 'solution_failed' },
    close: { ...work, from: ['handed_over', 'under_way', 'in_place'], to: 'closed', needs: 'solution_answer' },
    drop: { ...work, from: ['planned', 'decided'], to: 'not_carried_out', needs: 'solution_dropped' },
  },
})
