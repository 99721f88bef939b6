// Apart from the rest of the rule: its list of common passwords is not fetched by who only needs to know the lengths.
export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 128
