/** Where people land who asked for no page in particular; the domain with that page says so. */
export const home = { path: '/' }
