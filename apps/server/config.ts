import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isBaseUrl } from '@gloact/exchange'
import { repositoryRoot } from '@gloact/postgres'
import type { InstanceKind } from '@gloact/platform/instance-kind'
import { kekSource, type KekSource } from '@gloact/platform/keys'
import { readSingleSignOn, type SingleSignOnSettings } from '@gloact/platform/single-sign-on'
import { trainingEnvironment } from './training-environment.ts'

/** What the server is told from outside: its arguments and its environment. `docs/guides/run-in-production.md` lists them. */
export interface Config {
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** How many processes serve behind the port. The training sandbox has one. */
  readonly processes: number
  /** HTTPS with a certificate of our own, for phones on a local network. */
  readonly tls: boolean
  /** Where people reach it. */
  readonly publicUrl: string
  /** Other names that it is reached by, beside that of `publicUrl`; anything else is refused where people are real. */
  readonly hostNames: readonly string[]
  /** For real people, a demonstration, or the sandbox in which staff learn. */
  readonly kind: InstanceKind
  /** Where staff find the training sandbox; undefined: nowhere, or this is it. */
  readonly trainingUrl: string | undefined
  /** Set the sandbox up again before it starts. */
  readonly reset: boolean
  /** The environment as this instance may read it. */
  readonly environment: NodeJS.ProcessEnv
  /** Print what was started as JSON. */
  readonly json: boolean
  readonly databaseUrl: string | undefined
  readonly migratorUrl: string | undefined
  /** The same database past a pooler in transaction mode, for notifications. */
  readonly directUrl: string | undefined
  /** A country's folder. */
  readonly countryDir: string
  readonly kek: KekSource
  /** Who was erased: kept with the KEK, apart from the data and its backups. */
  readonly erasureList: string
  /** How many days backups are kept; erasure certificates count on it. */
  readonly backupDays: number
  /** Where the structured log goes: a file, or `stdout`. */
  readonly log: string
  readonly logLevel: string
  /** Behind how many proxies it stands: their `X-Forwarded-For` is believed. */
  readonly trustProxy: number
  readonly webDir: string
  /** The largest attachment that is taken, in bytes. */
  readonly maxAttachmentBytes: number
  /** Where spans are sent; undefined: nowhere, and none are recorded. */
  readonly telemetry: { readonly endpoint: string; readonly serviceName: string | undefined } | undefined
  /** The exchange with other countries: the port that it listens on, and the address that they know; null: it listens nowhere. */
  readonly exchange: { readonly host: string; readonly port: number | null; readonly url: string }
  /** Where invented countries on one machine leave their public keys for one another; of a demonstration alone. */
  readonly inventedPeers: string | undefined
  /** Single sign-on with a provider of the ministry's own; undefined: none. */
  readonly singleSignOn: SingleSignOnSettings | undefined
}

/** Builds the browser's app, run by anyone who owns the clone. */
export const BUILD_COMMAND = 'node tools/launch/prepare.mjs --web'

export const USAGE = `Usage: npm start -- [--no-demo | --training [--reset]] [--tls] [--json]

  --no-demo  an empty instance; its first page creates the first administrator
  --training the sandbox in which staff learn: invented people, a folder and a port of its own
  --reset    set the sandbox up again before it starts
  --tls      HTTPS with a local certificate, so that phones may use it
  --json     print the address and the demonstration sign-ins as JSON

Environment: GLOACT_PORT, GLOACT_HOST, GLOACT_PROCESSES (a number, or "cores"), GLOACT_DATA_DIR, GLOACT_PUBLIC_URL, GLOACT_HOST_NAMES (others, with commas),
DATABASE_URL, DATABASE_MIGRATOR_URL, GLOACT_COUNTRY_DIR, GLOACT_KEK_FILE, GLOACT_KEK_PASSPHRASE,
GLOACT_KEK_CREDENTIAL=1, GLOACT_ERASURE_LIST, GLOACT_BACKUP_DAYS, GLOACT_LOG (a file, or "stdout"), GLOACT_LOG_LEVEL, GLOACT_TRUST_PROXY, GLOACT_WEB_DIR,
GLOACT_ATTACHMENT_MAX_MB, GLOACT_ATTACHMENTS (files or s3; docs/guides/attachments.md), GLOACT_SCANNER, GLOACT_SCANNER_SECONDS,
GLOACT_SMTP, GLOACT_SMTP_USER, GLOACT_SMTP_PASSWORD_FILE, GLOACT_MAIL_FROM,
OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME, GLOACT_OIDC_ISSUER and the other GLOACT_OIDC_…,
GLOACT_EXCHANGE_PORT, GLOACT_EXCHANGE_HOST, GLOACT_EXCHANGE_URL (docs/guides/exchange-between-countries.md),
GLOACT_TRAINING_URL. The sandbox reads GLOACT_TRAINING_DATA_DIR, GLOACT_TRAINING_PORT and GLOACT_TRAINING_URL instead.`

/** Reads arguments and environment; throws a `TypeError` that says what is wrong with which. */
export function readConfig(args: readonly string[], given: NodeJS.ProcessEnv): Config {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowNegative: true,
    options: {
      demo: { type: 'boolean', default: true },
      training: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      tls: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  if (values.training && !values.demo) throw new TypeError('--training and --no-demo are two kinds of instance.')
  if (values.reset && !values.training) {
    throw new TypeError('Only the training sandbox can be set up again: --training --reset.')
  }
  const root = repositoryRoot()
  const environment = values.training ? trainingEnvironment(root, given) : given
  const dataDir = resolve(environment.GLOACT_DATA_DIR ?? join(root, 'data'))
  // As root PostgreSQL runs as another user, who has to walk through; what is private has folders and modes of its own.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const port = wholeNumber('GLOACT_PORT', environment.GLOACT_PORT ?? '4600', 65_535)
  const scheme = values.tls ? 'https' : 'http'
  const host = environment.GLOACT_HOST ?? 'localhost'
  return {
    dataDir,
    host,
    port,
    processes: processes(environment.GLOACT_PROCESSES || '1'),
    tls: values.tls,
    publicUrl: environment.GLOACT_PUBLIC_URL ?? `${scheme}://localhost:${port}`,
    hostNames: hostNames(environment.GLOACT_HOST_NAMES),
    kind: values.training ? 'training' : values.demo ? 'demonstration' : 'production',
    trainingUrl: values.training ? undefined : trainingUrl(environment.GLOACT_TRAINING_URL),
    reset: values.reset,
    environment,
    json: values.json,
    databaseUrl: environment.DATABASE_URL,
    migratorUrl: environment.DATABASE_MIGRATOR_URL,
    directUrl: environment.DATABASE_DIRECT_URL,
    countryDir: resolve(root, environment.GLOACT_COUNTRY_DIR ?? join('countries', 'demoland')),
    kek: kekSource(join(dataDir, 'keys'), environment),
    erasureList: erasureListPath(dataDir, environment),
    backupDays: wholeNumber('GLOACT_BACKUP_DAYS', environment.GLOACT_BACKUP_DAYS ?? '90', 3_660),
    log: environment.GLOACT_LOG ?? join(dataDir, 'logs', 'server.log'),
    logLevel: environment.GLOACT_LOG_LEVEL ?? 'info',
    trustProxy: wholeNumber('GLOACT_TRUST_PROXY', environment.GLOACT_TRUST_PROXY || '0', 10, 0),
    maxAttachmentBytes:
      wholeNumber('GLOACT_ATTACHMENT_MAX_MB', environment.GLOACT_ATTACHMENT_MAX_MB ?? '25', 200) * 1_000_000,
    webDir: resolve(environment.GLOACT_WEB_DIR ?? join(root, 'apps', 'web', 'dist')),
    telemetry: environment.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: environment.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: environment.OTEL_SERVICE_NAME }
      : undefined,
    exchange: exchangeAt(environment, host),
    inventedPeers: values.demo && !values.training ? environment.GLOACT_INVENTED_PEERS : undefined,
    singleSignOn: readSingleSignOn(environment),
  }
}

/** An address that a browser may be sent to; a setting that is none stops the start. */
function trainingUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new TypeError(`GLOACT_TRAINING_URL has to be an address such as https://training.example.org, not "${text}".`)
  }
  return text
}

/** Where other countries' instances reach this one: a port of its own, with certificates that are pinned. */
function exchangeAt(environment: NodeJS.ProcessEnv, host: string): Config['exchange'] {
  const text = environment.GLOACT_EXCHANGE_PORT
  const port = text ? wholeNumber('GLOACT_EXCHANGE_PORT', text, 65_535) : null
  const url = environment.GLOACT_EXCHANGE_URL ?? `https://localhost:${port ?? 4643}`
  if (!isBaseUrl(url)) {
    throw new TypeError(`GLOACT_EXCHANGE_URL has to be https, a host and a port, not "${url}".`)
  }
  return { host: environment.GLOACT_EXCHANGE_HOST ?? host, port, url }
}

/** Names without scheme, port or path; one that is none stops the start. */
function hostNames(text: string | undefined): readonly string[] {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  for (const name of names) {
    if (!/^(?:[a-z\d.-]+|\[[a-f\d:]+\])$/i.test(name)) {
      throw new TypeError(`GLOACT_HOST_NAMES has to be names such as gloact.local,10.0.0.5, not "${name}".`)
    }
  }
  return names
}

/** Beside the KEK's file, unless it is told where: a credential has no folder that could be written. */
function erasureListPath(dataDir: string, environment: NodeJS.ProcessEnv): string {
  if (environment.GLOACT_ERASURE_LIST) return resolve(environment.GLOACT_ERASURE_LIST)
  const kek = kekSource(join(dataDir, 'keys'), environment)
  return join(kek.kind === 'credential' ? join(dataDir, 'keys') : dirname(resolve(kek.path)), 'erasures.jsonl')
}

/** A number, or `cores`: as many as the machine does at once. */
const processes = (text: string): number =>
  text === 'cores' ? Math.min(16, availableParallelism()) : wholeNumber('GLOACT_PROCESSES', text, 16)

function wholeNumber(name: string, text: string, most: number, least = 1): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new TypeError(`${name} has to be a whole number from ${least} to ${most}, not "${text}".`)
  }
  return value
}
