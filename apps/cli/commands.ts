import type { Command } from './command.ts'
import { auditVerify } from './commands/audit-verify.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { exportHtcds } from './commands/export-htcds.ts'
import { importCtdc } from './commands/import-ctdc.ts'
import { importHtcds } from './commands/import-htcds.ts'
import { importUndo } from './commands/import-undo.ts'
import { migrate } from './commands/migrate.ts'
import { start } from './commands/start.ts'
import { userAdd } from './commands/user-add.ts'

/** Every command of `gloact`, in the order of its help. A new one is a file in `commands/` and a line here. */
export const COMMANDS: readonly Command[] = [
  start,
  demo,
  doctor,
  migrate,
  userAdd,
  importCtdc,
  importHtcds,
  importUndo,
  exportHtcds,
  auditVerify,
]
