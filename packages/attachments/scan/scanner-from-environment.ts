import { clamdScanner } from './clamd.ts'
import { icapScanner } from './icap.ts'
import type { VirusScanner } from './scanner.ts'

/** General knowledge: a scan of 25 MB takes seconds; anyone who uploads waits for it. */
const USUAL_SECONDS = 30

/**
 * The scanner that the environment names: `GLOACT_SCANNER=clamd://host:3310`, `clamd:///run/clamav/clamd.ctl` (a socket of this
 * machine) or `icap://host:1344/service`; `GLOACT_SCANNER_SECONDS` is how long it may take. None where it is not set. Throws a
 * `TypeError` that says what is wrong: a scanner that was meant and is not there must not be missed.
 */
export function scannerFromEnvironment(environment: Readonly<Record<string, string | undefined>>): VirusScanner | null {
  const text = environment.GLOACT_SCANNER
  if (!text) return null
  const wrong = `GLOACT_SCANNER has to be clamd://host:port, clamd:///path/of/socket or icap://host:port/service, not "${text}".`
  if (!URL.canParse(text)) throw new TypeError(wrong)
  const url = new URL(text)
  const timeoutMs = secondsOf(environment.GLOACT_SCANNER_SECONDS) * 1_000
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = (usual: number): number => (url.port === '' ? usual : Number(url.port))
  if (url.protocol === 'clamd:' && host === '' && url.pathname.length > 1)
    return clamdScanner({ connect: { path: decodeURIComponent(url.pathname) }, timeoutMs }, `clamd at ${url.pathname}`)
  if (url.protocol === 'clamd:' && host !== '')
    return clamdScanner({ connect: { host, port: port(3310) }, timeoutMs }, `clamd at ${host}:${port(3310)}`)
  if (url.protocol === 'icap:' && host !== '')
    return icapScanner(
      { connect: { host, port: port(1344) }, timeoutMs },
      url.pathname.replace(/^\//, ''),
      `ICAP at ${host}:${port(1344)}`,
    )
  throw new TypeError(wrong)
}

function secondsOf(text: string | undefined): number {
  const value = Number(text ?? USUAL_SECONDS)
  if (!Number.isSafeInteger(value) || value < 1 || value > 300)
    throw new TypeError(`GLOACT_SCANNER_SECONDS has to be a whole number from 1 to 300, not "${text}".`)
  return value
}
