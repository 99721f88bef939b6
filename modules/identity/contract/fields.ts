import { z } from 'zod'
import { AGENCY_TYPES, DESIGNATIONS } from '../domain/agency.ts'
import { ROLES } from '../domain/roles.ts'
import { PASSWORD_MAX } from '../domain/password-length.ts'

/** A moment, ISO 8601 in UTC. */
export const instant = z.iso.datetime()
export const shownName = z.string().trim().min(1).max(200)
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email())
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
export const roleName = z.enum(ROLES)
export const done = z.object({ done: z.literal(true) })
/** What a browser's WebAuthn functions take and give; its form is the W3C's, checked by the library that verifies it. */
export const webAuthnJson = z.record(z.string(), z.unknown())
