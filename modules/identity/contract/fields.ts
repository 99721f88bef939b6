import { z } from 'zod'
import { line } from '@gloact/http/contract'
import { AGENCY_TYPES, DESIGNATIONS } from '../domain/agency.ts'
import { PASSWORD_MAX } from '../domain/password-length.ts'

/** A moment, ISO 8601 in UTC. */
export const instant = z.iso.datetime()
/** How staff, agencies and teams are called: shown to everybody. */
export const shownName = line(200)
export const emailAddress = line(254).toLowerCase().pipe(z.email())
/** A password as it is typed at sign-in; the policy is checked where one is chosen. */
export const typedPassword = z.string().min(1).max(1024)
export const chosenPassword = z
  .string()
  .min(1)
  .max(PASSWORD_MAX * 4)
/** BCP 47, such as `ar` or `pt-BR`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
export const agencyType = z.enum(AGENCY_TYPES)
export const designation = z.enum(DESIGNATIONS)
export const done = z.object({ done: z.literal(true) })
/** What a browser's WebAuthn functions take; its form is the W3C's. */
export const webAuthnJson = z.record(z.string(), z.unknown())
/** What they give: its id is looked up; the library that verifies it checks the rest. */
export const webAuthnAnswer = z.looseObject({ id: z.string().regex(/^[\w-]{1,1400}$/) })
