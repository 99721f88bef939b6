/** Who acts where the system does: an import run from the command line, a line that a referral writes. */
export const SYSTEM_ACTOR = '00000000-0000-7000-8000-000000000000'
