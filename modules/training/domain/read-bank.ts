import { readGift, type ReadBank } from './gift/read-gift.ts'
import { isMoodleXml, readMoodleXml } from './moodle-xml/read-moodle-xml.ts'

/** Reads a bank of questions, in GIFT or in Moodle’s XML: which of them, the file says. */
export const readBank = (text: string): ReadBank => (isMoodleXml(text) ? readMoodleXml(text) : readGift(text))
