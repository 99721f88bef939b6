/** The files that may be picked where a table is asked for. */
export const TABLES = '.csv,.txt,.tsv,text/csv'
