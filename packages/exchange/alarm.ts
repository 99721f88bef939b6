/** Everything that somebody has to look at, as a code; each has a sentence of what happened and what to do (`exchange.alarm.*`). */
export const ALARM_KINDS = [
  // Came over the channel of a country that cannot honestly have sent it.
  'header_not_allowed',
  'does_not_open',
  'unknown_signer',
  'signature_wrong',
  'key_not_in_force',
  'forwarded',
  'wrong_desk',
  'id_reused',
  'seq_used',
  'another_conversation',
  'receipt_wrong',
  'wrong_certificate',
  // Is out of step.
  'clock_skew',
  'told_clock_skew',
  'told_peer_not_in_force',
  'peer_fell_back',
  'chain_differs',
  'conversation_differs',
  // Does not get through.
  'no_receipt',
  'given_up',
  // Has to be seen to before a day.
  'keys_announced',
  'keys_end_soon',
  'agreement_ends_soon',
  'own_keys_end_soon',
  'peer_stopped',
] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]
