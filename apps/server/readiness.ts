import { setTimeout as delay } from 'node:timers/promises'

/** What has to be so for this server to be of use, each asked again. One that rejects is not so. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<boolean> | boolean>>

const ANSWER_MS = 3_000

/**
 * Asks every check, and answers within three seconds: what has not answered by then is not so. However many ask, each check
 * runs once at a time: a database that keeps silent is not asked again until it has answered.
 */
export function readinessOf<Checks extends ReadinessChecks>(
  checks: Checks,
  milliseconds = ANSWER_MS,
): () => Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<keyof Checks, boolean>> }> {
  const running = new Map<string, Promise<boolean>>()
  const ask = (name: string, check: () => Promise<boolean> | boolean): Promise<boolean> => {
    const asked =
      running.get(name) ??
      Promise.resolve()
        .then(check)
        .catch(() => false)
        .finally(() => running.delete(name))
    running.set(name, asked)
    return asked
  }
  return async () => {
    const over = new AbortController()
    const late = delay(milliseconds, false, { signal: over.signal, ref: false }).catch(() => false)
    const answers = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) => [name, await Promise.race([ask(name, check), late])] as const,
      ),
    )
    over.abort()
    return {
      ready: answers.every(([, isSo]) => isSo),
      checks: Object.fromEntries(answers) as Record<keyof Checks, boolean>,
    }
  }
}
