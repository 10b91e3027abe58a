import { Settings } from 'luxon'

/** Instants are UTC everywhere; nothing may depend on the zone of the server. */
Settings.defaultZone = 'utc'
