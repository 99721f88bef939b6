/** What a report names as the program that made it; with data, settings and seed it makes a result repeatable. */
export const ESTIMATION_VERSION = 'gloact-estimation 0.1.0'
