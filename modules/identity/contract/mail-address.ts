/** Where an account is written to: what this module's server tells others that send e-mail. */
export interface MailAddress {
  readonly staffId: string
  readonly email: string
}
