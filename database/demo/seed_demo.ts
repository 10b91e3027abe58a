import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import User from '#accounts/users/models/user'
import OutboxEvent from '#events/models/outbox_event'
import { Cast } from '#database/demo/cast'
import { Timeline } from '#database/demo/timeline'
import { PERSONAL } from '#database/demo/personal'
import { WEB_SHOP } from '#database/demo/web_shop'
import { WORKSHOP } from '#database/demo/workshop'
import { CUSTOMER_SUPPORT } from '#database/demo/customer_support'
import { ACCOUNTS, emailOf, type Name } from '#database/demo/accounts'
import { tellProject } from '#database/demo/tell_project'
import { tellBacklog, tellEveryday, tellPersonal } from '#database/demo/tell_everyday'
import { Refusal } from '#core/exceptions/refusal'
import { CreateTeam } from '#teams/teams/actions/create_team'
import { AddTeamMember } from '#teams/members/actions/add_team_member'
import { RegisterUser } from '#accounts/registration/actions/register_user'
import { CreateTaskTemplate } from '#tasks/templates/actions/create_task_template'
import type { TeamStory } from '#database/demo/story'

const FIRST_DAY = -42

/** How far back notifications are created, in days. */
const NEWS_DAYS = 2

/**
 * Fills the database with a bicycle maker's last two months through the product's own actions, with
 * the clock set to the time of each. One transaction; idempotent.
 */
export class SeedDemo {
  /**
   * Takes the password of all users; returns false when the demo is already there.
   * @throws {Refusal} when another account has one of the names
   */
  async handle(password: string): Promise<boolean> {
    const trx = await db.beginGlobalTransaction()
    try {
      await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('demo:seed'))`)
      const isNew = !(await isThere())
      if (isNew) await this.#tell(DateTime.utc(), password)
      await db.commitGlobalTransaction()
      return isNew
    } catch (error) {
      await db.rollbackGlobalTransaction()
      throw error
    }
  }

  async #tell(now: DateTime, password: string) {
    const timeline = new Timeline(now)
    const users = {} as Record<Name, User>
    const cast = new Cast(users)

    for (const [index, account] of ACCOUNTS.entries()) {
      timeline.on(FIRST_DAY + index / 10, async () => {
        const email = emailOf(account)
        const user = { ...account, email, password }
        users[account.username] = await new RegisterUser().handle(user)
      })
    }
    for (const story of [WEB_SHOP, WORKSHOP, CUSTOMER_SUPPORT]) {
      this.#tellTeam(timeline, cast, story)
    }
    tellPersonal({ timeline, cast }, PERSONAL)

    await timeline.tell()
    await this.#letThePastRest(now)
  }

  /** Notifications of two months at once would help nobody. */
  async #letThePastRest(now: DateTime) {
    const past = now.minus({ days: NEWS_DAYS })
    await OutboxEvent.query().where('occurredAt', '<', past.toISO()!).update({ publishedAt: now })
  }

  #tellTeam(timeline: Timeline, cast: Cast, story: TeamStory) {
    const { name, description, founder, members, template } = story
    let id: number
    const team = () => id

    timeline.on(FIRST_DAY + 1, async () => {
      const created = await new CreateTeam().handle(cast.actor(founder), { name, description })
      for (const [member, role] of members) {
        const place = { userId: cast.id(member), role }
        await new AddTeamMember().handle(cast.actor(founder), created, place)
      }
      id = created.id
      await new CreateTaskTemplate().handle(cast.actor(founder), { ...template, team: id })
    })

    const writers = members.filter(([, role]) => role !== 'viewer').map(([member]) => member)
    const workers = [...writers, founder]
    const telling = { timeline, cast, founder, team, workers }
    for (const project of story.projects) tellProject(telling, project)
    tellEveryday(telling, story.everyday)
    tellBacklog(telling, story.backlog)
  }
}

async function isThere() {
  for (const account of ACCOUNTS) {
    const user = await User.findByLogin(account.username)
    if (user?.email === emailOf(account)) return true
    if (user)
      throw new Refusal(`The demo data needs the username ${user.username}, which is already taken`)
  }
  return false
}
