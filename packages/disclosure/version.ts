/** Of the methods: a release says with which it was made. */
export const DISCLOSURE_VERSION = '0.1.0'
