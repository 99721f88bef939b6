import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Database } from '@gloact/postgres'
import type { KyselyPlugin } from 'kysely'
import { SESSION_SECONDS } from '../../domain/sessions.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../domain/password-length.ts'
import { cookiePrefix } from './cookie-prefix.ts'
import { gloactSignIn } from './engine-plugin.ts'
import { hashPassword, verifyPassword } from '../keys/password-hash.ts'
import { engineSecrets, type SessionSecrets } from '../keys/session-secrets.ts'

export interface EngineOptions {
  readonly db: Database
  readonly secrets: SessionSecrets
  /** Where people reach this instance, such as `https://gloact.example.org`. */
  readonly publicUrl: string
  /** Whether a staff account may sign in now. */
  readonly mayStartSession: (staffId: string) => Promise<boolean>
}

/** better-auth expects dates as `Date`; our pool gives instants as text. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          typeof value === 'string' && /_(at|until)$/.test(column) ? new Date(value) : value,
        ]),
      ),
    ),
  }),
}

/**
 * better-auth, for passwords, sessions and one-time codes only, on the tables of the schema `identity`. Its HTTP handler
 * is not mounted: our routes call its functions, so that contracts, audit, lockout and policy are the same everywhere.
 */
export const createEngine = (options: EngineOptions) =>
  betterAuth({
    appName: 'GloACT',
    baseURL: options.publicUrl,
    ...engineSecrets(options.secrets),
    database: {
      db: options.db.withPlugin(instantsAsDates),
      type: 'postgres',
      schemaName: 'identity',
      transaction: true,
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      // Sign-in takes what is typed; the policy measures characters where a password is chosen.
      maxPasswordLength: PASSWORD_MAX * 8,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      modelName: 'staff',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'staff_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'staff_id',
        expiresAt: 'expires_at',
        userAgent: 'user_agent',
        ipAddress: 'ip_address',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: 0,
    },
    verification: {
      modelName: 'sign_in_challenge',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      twoFactor({
        issuer: 'GloACT',
        // Who joined by single sign-on has no password; our own check stands before this.
        allowPasswordless: true,
        // Recovery codes are ours: hashed, each a row of its own.
        backupCodeOptions: { amount: 0, storeBackupCodes: 'plain', customBackupCodesGenerate: () => [] },
        // Lockout is ours: one count over passwords and codes, for accounts that exist and those that do not.
        accountLockout: { enabled: false },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'authenticator',
            fields: {
              userId: 'staff_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      gloactSignIn,
    ],
    databaseHooks: {
      session: {
        create: { before: async (session) => ((await options.mayStartSession(session.userId)) ? undefined : false) },
      },
    },
    advanced: {
      cookiePrefix: cookiePrefix(options.publicUrl),
      // The prefix says so already, and better than better-auth's own (`__Secure-`) would.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: options.publicUrl.startsWith('https:') },
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', validateSchema: false },
    },
  })

export type Engine = ReturnType<typeof createEngine>
