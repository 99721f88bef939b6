import { readFileSync } from 'node:fs'
import type { Transporter } from 'nodemailer'

/** One message in plain text. Anybody who reads it on its way learns what stands here, so that no name of a person's file may. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The language of the text (BCP 47), for the reader's screen reader. */
  readonly language: string
  /** The same for the same message: a server that was sent it twice can tell. */
  readonly id: string
}

/** Hands messages to the instance's own SMTP server. */
export interface Mailer {
  /** Rejects where the server cannot be reached or refuses the message; the error holds no address. */
  send(mail: Mail): Promise<void>
  /** Whether the server can be reached and lets us in. */
  ping(): Promise<boolean>
  /** For the operator: the server, without user name and password. */
  readonly place: string
}

type Environment = Readonly<Record<string, string | undefined>>

const USUAL_SECONDS = 30
/** Ports by convention: submission over TLS, and submission that begins in clear and turns to TLS. */
const PORTS: Readonly<Record<string, number>> = { 'smtps:': 465, 'smtp:': 587 }

/**
 * The mail server that the environment names: `GLOACT_SMTP=smtps://host:465` (TLS from the first byte) or `smtp://host:587`
 * (STARTTLS, which is required unless the server is on this machine), `GLOACT_SMTP_USER`, `GLOACT_SMTP_PASSWORD_FILE` and
 * `GLOACT_MAIL_FROM`. Undefined where `GLOACT_SMTP` is not set: no e-mail is sent. Throws a `TypeError` that says what is
 * wrong: a mailer that was meant and does not work must not be missed.
 */
export function mailerFromEnvironment(environment: Environment): Mailer | undefined {
  const text = environment.GLOACT_SMTP
  if (!text) return undefined
  const url = serverOf(text)
  const from = environment.GLOACT_MAIL_FROM ?? ''
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(from))
    throw new TypeError('GLOACT_MAIL_FROM has to be an e-mail address such as gloact@ministry.example.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? PORTS[url.protocol]! : Number(url.port)
  const settings = {
    host,
    port,
    secure: url.protocol === 'smtps:',
    requireTLS: !isThisMachine(host),
    connectionTimeout: USUAL_SECONDS * 1_000,
    greetingTimeout: USUAL_SECONDS * 1_000,
    socketTimeout: USUAL_SECONDS * 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...credentialsOf(environment),
  }
  // Read by instances that send e-mail alone, with the first one.
  let made: Promise<Transporter> | undefined
  const transport = (): Promise<Transporter> =>
    (made ??= import('nodemailer').then(({ createTransport }) => createTransport(settings)))
  const domain = from.slice(from.indexOf('@') + 1)
  return {
    place: `${url.protocol}//${url.host}`,
    async send({ to, subject, text: body, language, id }) {
      try {
        await (
          await transport()
        ).sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text: body,
          messageId: `<${id}@${domain}>`,
          headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        // oxlint-disable-next-line eslint/preserve-caught-error -- it holds the address and the server's answer
        throw new Error(`an e-mail could not be handed over: ${codeOf(error)}`)
      }
    },
    async ping() {
      try {
        return await (await transport()).verify()
      } catch {
        return false
      }
    },
  }
}

function serverOf(text: string): URL {
  const wrong = 'GLOACT_SMTP has to be smtps://host:465 or smtp://host:587, without user name and password.'
  if (!URL.canParse(text)) throw new TypeError(wrong)
  const url = new URL(text)
  const bare = url.username === '' && url.password === '' && url.hostname !== '' && url.pathname.length <= 1
  if (!(url.protocol in PORTS) || !bare) throw new TypeError(wrong)
  return url
}

function credentialsOf(environment: Environment) {
  const { GLOACT_SMTP_USER: user, GLOACT_SMTP_PASSWORD_FILE: file } = environment
  if (!user && !file) return {}
  if (!user || !file) throw new TypeError('GLOACT_SMTP_USER and GLOACT_SMTP_PASSWORD_FILE are set together.')
  return { auth: { user, pass: readFileSync(file, 'utf8').trimEnd() } }
}

const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host)

/** A code such as `EAUTH` or an SMTP status; nothing of the message. */
function codeOf(error: unknown): string {
  const { code, responseCode } = (error ?? {}) as { readonly code?: unknown; readonly responseCode?: unknown }
  const parts = [code, responseCode].filter((part) => typeof part === 'number' || /^[A-Z_]{2,30}$/.test(String(part)))
  return parts.length > 0 ? parts.join(' ') : 'unknown'
}
