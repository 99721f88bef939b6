/** Everything that somebody has to look at, as a code; each has a sentence of what happened (`exchange.alarm.*`). */
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

/** What to do about each, as a code; each has a sentence (`exchange.advice.*`). */
export const ADVICE_ON = {
  header_not_allowed: 'call_them',
  does_not_open: 'call_them',
  unknown_signer: 'call_them',
  signature_wrong: 'call_them',
  key_not_in_force: 'call_them',
  forwarded: 'call_them',
  wrong_desk: 'call_them',
  id_reused: 'call_them',
  seq_used: 'call_them',
  another_conversation: 'call_them',
  receipt_wrong: 'call_them',
  wrong_certificate: 'call_them',
  clock_skew: 'set_clock',
  told_clock_skew: 'set_clock',
  told_peer_not_in_force: 'ask_them',
  peer_fell_back: 'wait',
  chain_differs: 'compare',
  conversation_differs: 'compare',
  no_receipt: 'use_other_way',
  given_up: 'settle',
  keys_announced: 'enter_keys',
  keys_end_soon: 'enter_keys',
  agreement_ends_soon: 'renew_agreement',
  own_keys_end_soon: 'renew_own',
  peer_stopped: 'look_since',
} as const satisfies Readonly<Record<AlarmKind, string>>
