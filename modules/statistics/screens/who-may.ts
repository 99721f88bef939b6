/*
 * Who is shown what, without the policy: it would come with the first screen, which everybody waits for. A test holds these against
 * the policy, and the server asks the policy again.
 */
export const ENCODES = ['supervisor', 'child_protection_officer'] as const
export const READS_FIGURES = ['analyst', 'national_coordinator'] as const
