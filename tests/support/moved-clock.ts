// Loaded before a server of a test (`node --import`): its clock stands as far from the machine's as the file says that
// `GLOACT_TEST_CLOCK` names, in milliseconds. The product itself knows nothing of it.
import { readFileSync } from 'node:fs'

const file = process.env['GLOACT_TEST_CLOCK']
const now = Date.now.bind(Date)
let [offset, readAt] = [0, 0]

/** Read again as often as somebody who moves it could notice. */
function offsetNow(): number {
  const at = now()
  if (file !== undefined && at - readAt > 50) {
    readAt = at
    const said = readFileSync(file, 'utf8')
    // Empty while it is being written: what it said before still holds.
    if (said !== '') offset = Number(said)
  }
  return offset
}

Date.now = () => now() + offsetNow()
