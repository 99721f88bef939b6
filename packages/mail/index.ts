export { mailerFromEnvironment, type Mail, type Mailer } from './mailer.ts'
