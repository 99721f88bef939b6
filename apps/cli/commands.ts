import type { Command } from './command.ts'
import { auditCheck } from './commands/audit-check.ts'
import { auditProof } from './commands/audit-proof.ts'
import { auditVerify } from './commands/audit-verify.ts'
import { backup } from './commands/backup.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { exportAgency } from './commands/export-agency.ts'
import { exportCtdc } from './commands/export-ctdc.ts'
import { exportHtcds } from './commands/export-htcds.ts'
import { importCtdc } from './commands/import-ctdc.ts'
import { importHtcds } from './commands/import-htcds.ts'
import { importUndo } from './commands/import-undo.ts'
import { keysRotate } from './commands/keys-rotate.ts'
import { migrate } from './commands/migrate.ts'
import { restore } from './commands/restore.ts'
import { start } from './commands/start.ts'
import { trainingReset } from './commands/training-reset.ts'
import { userAdd } from './commands/user-add.ts'

/** Every command of `gloact`, in the order of its help. A new one is a file in `commands/` and a line here. */
export const COMMANDS: readonly Command[] = [
  start,
  demo,
  trainingReset,
  doctor,
  migrate,
  backup,
  restore,
  keysRotate,
  userAdd,
  importCtdc,
  importHtcds,
  importUndo,
  exportHtcds,
  exportCtdc,
  exportAgency,
  auditVerify,
  auditProof,
  auditCheck,
]
