export { INSTRUCTION_ACTIONS, NOT_APPLIED, PROVISION_KINDS } from '@gloact/law/words'

/** How a file of a law ends by what it is. */
export const ENDINGS = { text: 'txt', xml: 'xml', html: 'html', json: 'json', docx: 'docx', pdf: 'pdf' } as const
