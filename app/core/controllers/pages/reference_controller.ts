import type { HttpContext } from '@adonisjs/core/http'
import { reference } from '#core/contract/reference'
import * as text from '#core/pages/reference_text'

/** The contract as a page, for people who write programs. */
export default class ReferenceController {
  show({ view }: HttpContext) {
    return view.render('pages/reference/show', { reference: reference(), text })
  }
}
