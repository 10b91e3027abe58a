import { ListLoader } from '@adonisjs/core/ace'
import Doctor from '#commands/doctor'

/**
 * Ace finds the doctor here before it imports the other commands, which need valid settings.
 */
const loader = new ListLoader([Doctor])

export const getMetaData = () => loader.getMetaData()
export const getCommand: typeof loader.getCommand = (metaData) => loader.getCommand(metaData)
