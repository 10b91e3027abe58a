import { ListLoader } from '@adonisjs/core/ace'
import Doctor from '#commands/operations/doctor'

/** Loaded first: importing the other commands requires valid settings, which the doctor checks. */
const loader = new ListLoader([Doctor])

export const getMetaData = () => loader.getMetaData()
export const getCommand: typeof loader.getCommand = (metaData) => loader.getCommand(metaData)
