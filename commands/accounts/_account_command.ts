import { randomBytes } from 'node:crypto'
import User from '#accounts/users/models/user'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'

export abstract class AccountCommand extends OperatorCommand {
  /** @throws {Refusal} for an unknown user */
  protected async findUser(login: string): Promise<User> {
    const user = await User.findByLogin(login)
    if (user) return user
    throw new Refusal(`No user with the username or email address "${login}"`)
  }

  /** Given, prompted for, or generated. */
  protected async choosePassword(given: string | undefined) {
    const chosen = given ?? (await this.#askForPassword())
    if (chosen) return { password: chosen, isGenerated: false }
    return { password: randomBytes(15).toString('base64url'), isGenerated: true }
  }

  /** A generated password is shown only once. */
  protected showPassword(password: string) {
    this.logger.log(`Password: ${password}`)
    this.logger.info('It is shown only once. Ask the user to change it after signing in.')
  }

  async #askForPassword() {
    if (!this.canAsk) return undefined
    return this.prompt.secure('Password (leave empty to generate one)')
  }
}
