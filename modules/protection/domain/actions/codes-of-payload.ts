import type { ActionType, Payloads } from '../payloads.ts'

type ListedCode = readonly [list: string, code: string]

const CODES: { readonly [Type in ActionType]?: (payload: Payloads[Type]) => readonly ListedCode[] } = {
  file_opened: ({ channel }) => [['detection_channel', channel]],
  screening_recorded: ({ language, urgentNeeds }) => [
    ...(language === null ? [] : [['language', language] as const]),
    ...urgentNeeds.map((need) => ['need_type', need] as const),
  ],
  consent_recorded: ({ capacity, form, language, grants }) => [
    ['consent_capacity', capacity],
    ['consent_form', form],
    ['language', language],
    ...grants.flatMap((grant): ListedCode[] => [
      ['consent_purpose', grant.purpose],
      ['recipient_kind', grant.recipientKind],
      ['data_group', grant.dataGroup],
    ]),
  ],
  service_recorded: ({ type }) => [['service_type', type]],
  service_result_recorded: ({ result }) => [['service_result', result]],
  appointment_made: ({ kind }) => [['appointment_kind', kind]],
  entry_corrected: (correction) =>
    correction.kind === 'consent_recorded' && correction.changes.language !== undefined
      ? [['language', correction.changes.language]]
      : [],
  attachment_added: ({ dataGroup }) => (dataGroup === null ? [] : [['data_group', dataGroup]]),
  closure_requested: ({ reason }) => [['closure_reason', reason]],
}

/** The codes that a payload holds, each with the list it has to be on. */
export function codesOfPayload<Type extends ActionType>(type: Type, payload: Payloads[Type]): readonly ListedCode[] {
  return CODES[type]?.(payload) ?? []
}
