import type { HttpContext } from '@adonisjs/core/http'
import { goBack } from '#web/previous_page'

const THEMES = ['light', 'dark']

export default class ThemeController {
  update({ request, response }: HttpContext) {
    const theme = request.input('theme')
    if (THEMES.includes(theme)) {
      response.plainCookie('theme', theme, { encode: false, maxAge: '1y' })
    } else {
      response.clearCookie('theme')
    }
    return goBack({ request, response })
  }
}
