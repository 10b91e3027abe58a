/** The start page, set by the domain that owns it. */
export const home = { path: '/' }
