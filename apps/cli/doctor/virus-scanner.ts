import { scannerFromEnvironment } from '@gloact/attachments'
import type { Examination } from './examination.ts'

/** Whether the virus scanner that this instance was told of answers. */
export const virusScanner: Examination = {
  name: 'Virus scanner',
  why: 'What is uploaded is stored only once it has called it clean.',
  async examine({ settings, kind }) {
    const scanner = scannerFromEnvironment(settings.environment)
    if (scanner === null) {
      if (kind !== 'production') return { state: 'ok', found: 'none; nothing real is uploaded here' }
      return {
        state: 'warning',
        found: 'none',
        advice:
          'Set GLOACT_SCANNER to a clamd or an ICAP service of your own: docs/guides/attachments.md#a-virus-scanner.',
      }
    }
    if (await scanner.ping()) return { state: 'ok', found: `${scanner.name} answers` }
    return {
      state: 'failed',
      found: `${scanner.name} does not answer`,
      advice: 'Start it, or correct GLOACT_SCANNER. Until then no attachment is taken.',
    }
  },
}
