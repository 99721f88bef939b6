/** What is asked one by one when somebody consents: for modules whose screens record a consent. */
export { CONSENT_QUESTIONS, type ConsentQuestion } from '../../domain/file/words.ts'
