import type { HttpContext } from '@adonisjs/core/http'
import { reference } from '#api/contract/reference'
import * as text from '#api/contract/reference_text'

export default class ReferenceController {
  show({ view }: HttpContext) {
    return view.render('pages/reference/show', { reference: reference(), text })
  }
}
