import type { z } from 'zod'
import { objectSchemaOf, schemaOf } from '@gloact/records/contract'
import { CONSENT_GRANT } from '../../domain/file/actions/consent-actions.ts'
import {
  ACTION_DEFINITIONS,
  ACTION_TYPES,
  type ActionType,
  type Payloads,
} from '../../domain/file/actions/definitions.ts'

export const consentGrant = objectSchemaOf(CONSENT_GRANT)

/** The schema of each action's payload, as its kind declares it. */
export const PAYLOAD_SCHEMAS = Object.fromEntries(
  ACTION_TYPES.map((type) => [type, schemaOf<unknown>(ACTION_DEFINITIONS[type].shape)]),
) as unknown as { readonly [Type in ActionType]: z.ZodType<Payloads[Type], unknown> }

/** As it was recorded: a date from before there was a range is shown as it is. */
export const storedPayload = <Type extends ActionType>(type: Type): z.ZodType<Payloads[Type], unknown> =>
  schemaOf(ACTION_DEFINITIONS[type].shape, 'stored')
