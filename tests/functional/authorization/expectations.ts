import { signedUrl } from '#core/http/signed_url'
import { PASSWORD } from '#database/factories/user_factory'
import { grid, type Grid } from '#tests/functional/authorization/grid'
import {
  comment,
  deletedComment,
  deletedTask,
  delivery,
  invitation,
  nothing,
  notification,
  person,
  place,
  session,
  tag,
  task,
  team,
  teamToFill,
  template,
  user,
  type Place,
  type RecordKind,
} from '#tests/functional/authorization/records'

/** Who may do what on each route. A missing route fails the test, and so does an unused line. */
export interface Expectation {
  grid: Grid
  record: RecordKind
  /** A valid body, apart from the actor's permission. */
  send?: (at: Place) => Record<string, unknown>
  /** If the path isn't just the pattern with ids. */
  path?: (at: Place) => string
}

const expect = (table: Grid, record: RecordKind = nothing, send?: Expectation['send']) => ({
  grid: table,
  record,
  send,
})

// Public routes

const EVERYBODY = grid(`
           anonymous  viewer  member  manager  admin
  nothing  ok         ok      ok      ok       ok
`)

const NOBODY_UNSIGNED = grid(`
           anonymous  viewer  member  manager  admin
  nothing  400        400     400     400      400
`)

const ANSWERED = grid(`
           anonymous  viewer  member  manager  admin
  nothing  200        200     200     200      200
`)

const ONLY_GUESTS = grid(`
           anonymous  viewer  member  manager  admin
  nothing  ok         302     302     302      302
`)

const SIGNED_IN = grid(`
           viewer  member  manager  admin
  nothing  ok      ok      ok       ok
`)

/** Signing out redirects to the sign-in page. */
const SIGNED_OUT = grid(`
           viewer  member  manager  admin
  nothing  login   login   login    login
`)

const NOT_VIEWERS = grid(`
           viewer  member  manager  admin
  nothing  403     ok      ok       ok
`)

const MANAGERS = grid(`
           viewer  member  manager  admin
  nothing  403     403     ok       ok
`)

// Users: visible to teammates and managers; everybody may change themselves

const SEE_USER = grid(`
            viewer  member  manager  admin
  self      ok      ok      ok       ok
  teammate  ok      ok      ok       ok
  other     404     404     ok       ok
  missing   404     404     404      404
`)

/** A mention links to that user's tasks. */
const OPEN_USER = grid(`
            viewer  member  manager  admin
  self      302     302     302      302
  teammate  302     302     302      302
  other     404     404     302      302
  missing   404     404     404      404
`)

const CHANGE_USER = grid(`
            viewer  member  manager  admin
  self      ok      ok      ok       ok
  teammate  403     403     403      ok
  other     404     404     403      ok
  missing   404     404     404      404
`)

/** Nobody promotes themselves; for an admin this is no change. */
const GIVE_ROLE = grid(`
           viewer  member  manager  admin
  self     403     403     403      ok
  teammate  403     403     403      ok
  other    404     404     403      ok
  missing  404     404     404      404
`)

/** The last admin can't disable themselves. */
const DISABLE = grid(`
           viewer  member  manager  admin
  self     403     403     403      409
  teammate  403     403     403      ok
  other    404     404     403      ok
  missing  404     404     404      404
`)

// Teams: visible to their members, changed by their leads

const SEE_TEAM = grid(`
           viewer  member  manager  admin
  leads    ok      ok      ok       ok
  joined   ok      ok      ok       ok
  watches  ok      ok      ok       ok
  foreign  404     404     404      ok
  missing  404     404     404      404
`)

const LEAD_TEAM = grid(`
           viewer  member  manager  admin
  leads    403     ok      ok       ok
  joined   403     403     403      ok
  watches  403     403     403      ok
  foreign  404     404     404      ok
  missing  404     404     404      404
`)

/** A user visible only to managers and admins; to others they don't exist. */
const ADD_INVISIBLE_USER = grid(`
           viewer  member  manager  admin
  leads    403     422     ok       ok
  joined   403     403     403      ok
  foreign  404     404     404      ok
  missing  404     404     404      404
`)

const CHANGE_MEMBER = grid(`
            viewer  member  manager  admin
  leads     403     ok      ok       ok
  joined    403     403     403      ok
  watches   403     403     403      ok
  stranger  404     404     404      404
  foreign   404     404     404      ok
  missing   404     404     404      404
`)

const REMOVE_MEMBER = grid(`
            viewer  member  manager  admin
  leads     403     ok      ok       ok
  joined    403     403     403      ok
  watches   403     403     403      ok
  leaves    403     ok      ok       ok
  stranger  404     404     404      404
  foreign   404     404     404      ok
  missing   404     404     404      404
`)

// Invitations: created by managers and leads, visible to their creators and the leads of their team

const INVITE = grid(`
           viewer  member  manager  admin
  leads    403     ok      ok       ok
  joined   403     403     403      ok
  watches  403     403     403      ok
  foreign  403     403     422      ok
  missing  403     403     422      422
`)

const WITHDRAW = grid(`
           viewer  member  manager  admin
  created  403     ok      ok       ok
  leads    403     ok      ok       ok
  joined   404     404     404      ok
  foreign  404     404     404      ok
  missing  404     404     404      404
`)

const INVITERS = grid(`
           viewer  member  manager  admin
  nothing  403     403     ok       ok
`)

/** An unknown token. */
const REFUSED = grid(`
           viewer  member  manager  admin
  nothing  403     403     403      403
`)

const REFUSED_TO_ALL = grid(`
           anonymous  viewer  member  manager  admin
  nothing  403        403     403     403      403
`)

// Tags: visible to everybody, changed by their creators and by managers

const SEE_TAG = grid(`
           viewer  member  manager  admin
  created  ok      ok      ok       ok
  foreign  ok      ok      ok       ok
  missing  404     404     404      404
`)

const CHANGE_TAG = grid(`
           viewer  member  manager  admin
  created  403     ok      ok       ok
  foreign  403     403     ok       ok
  missing  404     404     404      404
`)

// Task templates: visible to their team, changed by their creators and by leads

const SEE_TEMPLATE = grid(`
           viewer  member  manager  admin
  created  ok      ok      ok       ok
  leads    ok      ok      ok       ok
  joined   ok      ok      ok       ok
  watches  ok      ok      ok       ok
  foreign  404     404     404      ok
  missing  404     404     404      404
`)

const CHANGE_TEMPLATE = grid(`
           viewer  member  manager  admin
  created  403     ok      ok       ok
  leads    403     ok      ok       ok
  joined   403     403     403      ok
  watches  403     403     403      ok
  foreign  404     404     404      ok
  missing  404     404     404      404
`)

/** Creating a task or a template in a team; an invisible team is a fault of the input. */
const CREATE_IN_TEAM = grid(`
           viewer  member  manager  admin
  leads    403     ok      ok       ok
  joined   403     ok      ok       ok
  watches  403     403     403      ok
  foreign  403     422     422      ok
  missing  403     422     422      422
`)

// Tasks

const SEE_TASK = grid(`
            viewer  member  manager  admin
  created   ok      ok      ok       ok
  assigned  ok      ok      ok       ok
  leads     ok      ok      ok       ok
  joined    ok      ok      ok       ok
  watches   ok      ok      ok       ok
  foreign   404     404     404      ok
  missing   404     404     404      404
`)

/** Also archiving, assigning and commenting. */
const CHANGE_TASK = grid(`
            viewer  member  manager  admin
  created   403     ok      ok       ok
  assigned  403     ok      ok       ok
  leads     403     ok      ok       ok
  joined    403     ok      ok       ok
  watches   403     403     ok       ok
  foreign   404     404     404      ok
  missing   404     404     404      404
`)

const DELETE_TASK = grid(`
            viewer  member  manager  admin
  created   403     ok      ok       ok
  assigned  403     403     ok       ok
  leads     403     ok      ok       ok
  joined    403     403     ok       ok
  watches   403     403     ok       ok
  foreign   404     404     404      ok
  missing   404     404     404      404
`)

const SEE_COMMENT = grid(`
             viewer  member  manager  admin
  written    ok      ok      ok       ok
  received   ok      ok      ok       ok
  joined     ok      ok      ok       ok
  foreign    404     404     404      ok
  misplaced  404     404     404      404
  missing    404     404     404      404
`)

/** Redirects to its place on the page of its task. */
const OPEN_COMMENT = grid(`
             viewer  member  manager  admin
  written    302     302     302      302
  received   302     302     302      302
  joined     302     302     302      302
  foreign    404     404     404      302
  misplaced  404     404     404      404
  missing    404     404     404      404
`)

const CHANGE_COMMENT = grid(`
             viewer  member  manager  admin
  written    403     ok      ok       ok
  received   403     403     403      403
  joined     403     403     403      403
  foreign    404     404     404      403
  misplaced  404     404     404      404
  missing    404     404     404      404
`)

const DELETE_COMMENT = grid(`
             viewer  member  manager  admin
  written    403     ok      ok       ok
  received   403     403     403      ok
  joined     403     403     403      ok
  foreign    404     404     404      ok
  misplaced  404     404     404      404
  missing    404     404     404      404
`)

// Notifications belong to their users; admins manage deliveries

const OWN = grid(`
           viewer  member  manager  admin
  self     ok      ok      ok       ok
  other    404     404     404      404
  missing  404     404     404      404
`)

/** Opening one redirects to its task. */
const OPEN_OWN = grid(`
           viewer  member  manager  admin
  self     302     302     302      302
  other    404     404     404      404
  missing  404     404     404      404
`)

const ADMINS = grid(`
           viewer  member  manager  admin
  nothing  403     403     403      ok
`)

const RESEND = grid(`
           viewer  member  manager  admin
  other    403     403     403      ok
  missing  403     403     403      404
`)

const account = () => ({
  username: 'walker',
  email: 'walker@example.org',
  password: 'a long and quiet road',
})
const token = () => ({ token: 'nobodys' })
const acceptance = () => ({
  token: 'nobodys',
  username: 'walker',
  password: 'a long and quiet road',
})
const credentials = () => ({ username: 'walk_member', password: PASSWORD })
const newPassword = () => ({ current_password: PASSWORD, new_password: 'a long and quiet road' })
const title = () => ({ title: 'Walk the dog' })
const name = () => ({ name: 'Walkers' })
const body = () => ({ body: 'Well walked.' })

export const EXPECTATIONS: Record<string, Expectation> = {
  // The contract and health
  'GET /health/live': expect(EVERYBODY),
  'GET /health/ready': expect(EVERYBODY),
  'GET /api/openapi.json': expect(EVERYBODY),
  'GET /api/docs': expect(EVERYBODY),

  // Accounts
  'POST /api/auth/register': expect(EVERYBODY, nothing, account),
  'POST /api/auth/login': expect(EVERYBODY, nothing, credentials),
  'POST /api/auth/refresh': expect(EVERYBODY, session, ({ refresh }) => ({ refresh })),
  'POST /api/auth/logout': expect(SIGNED_IN, nothing, () => ({})),
  'POST /api/auth/change-password': expect(SIGNED_IN, nothing, newPassword),
  'GET /api/users': expect(SIGNED_IN),
  'GET /api/users/me': expect(SIGNED_IN),
  'PUT /api/users/me': expect(SIGNED_IN, nothing, () => ({
    username: 'walker',
    email: 'walker@example.org',
  })),
  'PATCH /api/users/me': expect(SIGNED_IN, nothing, () => ({ first_name: 'Walter' })),
  'POST /api/users/me/email-confirmation': expect(SIGNED_IN, nothing, () => ({})),
  'GET /api/users/:id': expect(SEE_USER, user),
  'PUT /api/users/:id': expect(CHANGE_USER, user, () => ({
    username: 'walker',
    email: 'walker@example.org',
  })),
  'PATCH /api/users/:id': expect(CHANGE_USER, user, () => ({ first_name: 'Walter' })),

  // Teams
  'GET /api/teams': expect(SIGNED_IN),
  'POST /api/teams': expect(MANAGERS, nothing, name),
  'GET /api/teams/:id': expect(SEE_TEAM, team),
  'PUT /api/teams/:id': expect(LEAD_TEAM, team, name),
  'PATCH /api/teams/:id': expect(LEAD_TEAM, team, name),
  'DELETE /api/teams/:id': expect(LEAD_TEAM, team),
  'GET /api/teams/:id/members': expect(SEE_TEAM, team),
  'POST /api/teams/:id/members': expect(LEAD_TEAM, teamToFill, ({ newcomer }) => ({
    user_id: newcomer,
  })),
  'PATCH /api/teams/:id/members/:user_id': expect(CHANGE_MEMBER, place, () => ({ role: 'viewer' })),
  'DELETE /api/teams/:id/members/:user_id': expect(REMOVE_MEMBER, place),

  // Invitations
  'GET /api/invitations': expect(SIGNED_IN),
  'POST /api/invitations': expect(INVITE, team, (at) => ({
    email: 'walker@example.org',
    team: at.team,
  })),
  'DELETE /api/invitations/:id': expect(WITHDRAW, invitation),
  'POST /api/invitations/join': expect(REFUSED, nothing, token),
  'POST /api/invitations/accept': expect(REFUSED_TO_ALL, nothing, acceptance),

  // Tags
  'GET /api/tags': expect(SIGNED_IN),
  'POST /api/tags': expect(NOT_VIEWERS, nothing, name),
  'GET /api/tags/:id': expect(SEE_TAG, tag),
  'PUT /api/tags/:id': expect(CHANGE_TAG, tag, name),
  'PATCH /api/tags/:id': expect(CHANGE_TAG, tag, name),
  'DELETE /api/tags/:id': expect(CHANGE_TAG, tag),

  // Task templates
  'GET /api/task-templates': expect(SIGNED_IN),
  'POST /api/task-templates': expect(CREATE_IN_TEAM, team, (at) => ({
    ...name(),
    ...title(),
    team: at.team,
  })),
  'GET /api/task-templates/:id': expect(SEE_TEMPLATE, template),
  'PUT /api/task-templates/:id': expect(CHANGE_TEMPLATE, template, () => ({
    ...name(),
    ...title(),
  })),
  'PATCH /api/task-templates/:id': expect(CHANGE_TEMPLATE, template, name),
  'DELETE /api/task-templates/:id': expect(CHANGE_TEMPLATE, template),

  // Tasks
  'GET /api/tasks': expect(SIGNED_IN),
  'POST /api/tasks': expect(CREATE_IN_TEAM, team, (at) => ({ ...title(), team: at.team })),
  'GET /api/tasks/:id': expect(SEE_TASK, task),
  'PUT /api/tasks/:id': expect(CHANGE_TASK, task, title),
  'PATCH /api/tasks/:id': expect(CHANGE_TASK, task, title),
  'DELETE /api/tasks/:id': expect(DELETE_TASK, task),
  'POST /api/tasks/:id/restore': expect(DELETE_TASK, deletedTask),
  'POST /api/tasks/:id/assign': expect(CHANGE_TASK, task, (at) => ({
    user_ids: [at.actor],
    mode: 'add',
  })),
  'GET /api/tasks/:id/history': expect(SEE_TASK, task),
  'GET /api/tasks/:id/comments': expect(SEE_TASK, task),
  'POST /api/tasks/:id/comments': expect(CHANGE_TASK, task, body),
  'GET /api/tasks/:id/comments/:comment_id': expect(SEE_COMMENT, comment),
  'PUT /api/tasks/:id/comments/:comment_id': expect(CHANGE_COMMENT, comment, body),
  'PATCH /api/tasks/:id/comments/:comment_id': expect(CHANGE_COMMENT, comment, body),
  'DELETE /api/tasks/:id/comments/:comment_id': expect(DELETE_COMMENT, comment),
  'POST /api/tasks/:id/comments/:comment_id/restore': expect(DELETE_COMMENT, deletedComment),

  // Notifications
  'GET /api/notifications': expect(SIGNED_IN),
  'GET /api/notifications/unread-count': expect(SIGNED_IN),
  'POST /api/notifications/mark-all-read': expect(SIGNED_IN, nothing, () => ({})),
  'PATCH /api/notifications/:id': expect(OWN, notification, () => ({ is_read: true })),
  'GET /api/notification-preferences': expect(SIGNED_IN),
  'PATCH /api/notification-preferences': expect(SIGNED_IN, nothing, () => ({ summary_hour: 8 })),

  // Pages
  'GET /': expect(EVERYBODY),
  'GET /assets/:fingerprint/*': { ...expect(EVERYBODY), path: () => '/assets/0/css/app.css' },
  'GET /notifications/unsubscribe': expect(NOBODY_UNSIGNED),
  'POST /notifications/unsubscribe': expect(NOBODY_UNSIGNED),
  'GET /notifications': expect(SIGNED_IN),
  'GET /notifications/:id': expect(OPEN_OWN, notification),
  'PATCH /notifications/:id': expect(OWN, notification, () => ({ is_read: true })),
  'POST /notifications/mark-all-read': expect(SIGNED_IN, nothing, () => ({})),
  'GET /notifications/preferences': expect(SIGNED_IN),
  'PATCH /notifications/preferences': expect(SIGNED_IN, nothing, () => ({ summary_hour: 8 })),
  'GET /admin/deliveries': expect(ADMINS),
  'POST /admin/deliveries/:id/resend': expect(RESEND, delivery),
  'POST /theme': expect(SIGNED_IN, nothing, () => ({ theme: 'dark' })),
  'GET /login': expect(ONLY_GUESTS),
  'POST /login': expect(ONLY_GUESTS, nothing, credentials),
  'GET /register': expect(ONLY_GUESTS),
  'POST /register': expect(ONLY_GUESTS, nothing, account),
  'GET /email/confirm': expect(NOBODY_UNSIGNED),
  'POST /email/confirm': expect(NOBODY_UNSIGNED),
  'POST /profile/email-confirmation': expect(SIGNED_IN, nothing, () => ({})),
  'GET /invitations': expect(INVITERS),
  'POST /invitations': expect(INVITERS, nothing, () => ({ email: 'walker@example.org' })),
  'DELETE /invitations/:id': expect(WITHDRAW, invitation),
  'GET /invitations/join': { ...expect(REFUSED), path: () => '/invitations/join?token=nobodys' },
  'POST /invitations/join': expect(REFUSED, nothing, token),
  'GET /invitations/accept': {
    ...expect(REFUSED_TO_ALL),
    path: () => '/invitations/accept?token=nobodys',
  },
  'POST /invitations/accept': expect(REFUSED_TO_ALL, nothing, acceptance),
  'POST /logout': expect(SIGNED_OUT),
  'GET /profile': expect(SIGNED_IN),
  'PATCH /profile': expect(SIGNED_IN, nothing, () => ({ first_name: 'Walter' })),
  'PUT /profile/password': expect(SIGNED_IN, nothing, newPassword),
  'GET /tasks': expect(SIGNED_IN),
  'GET /tasks/new': expect(NOT_VIEWERS),
  'POST /tasks': expect(NOT_VIEWERS, nothing, title),
  'POST /tasks/view': expect(SIGNED_IN, nothing, () => ({ show: 'all' })),
  'GET /tasks/:id': expect(SEE_TASK, task),
  'GET /tasks/:id/edit': expect(CHANGE_TASK, task),
  'GET /tasks/:id/status': expect(CHANGE_TASK, task),
  'PATCH /tasks/:id': expect(CHANGE_TASK, task, title),
  'DELETE /tasks/:id': expect(DELETE_TASK, task),
  'POST /tasks/:id/assign': expect(CHANGE_TASK, task, (at) => ({ user_ids: [at.actor] })),
  'POST /tasks/:id/restore': expect(DELETE_TASK, deletedTask),
  'POST /tasks/:id/comments': expect(CHANGE_TASK, task, body),
  'GET /tasks/:id/comments/:comment_id': expect(OPEN_COMMENT, comment),
  'POST /tasks/:id/comments/:comment_id/restore': expect(DELETE_COMMENT, deletedComment),
  'GET /people/:username': expect(OPEN_USER, person),
  'GET /tasks/:id/comments/:comment_id/edit': expect(CHANGE_COMMENT, comment),
  'PATCH /tasks/:id/comments/:comment_id': expect(CHANGE_COMMENT, comment, body),
  'DELETE /tasks/:id/comments/:comment_id': expect(DELETE_COMMENT, comment),
}

const pathOf = (address: string) => address.slice(new URL(address).origin.length)

/** The signed link in a mail names its user. */
const unsubscribe = {
  ...expect(ANSWERED),
  path: (at: Place) =>
    pathOf(signedUrl('notifications.unsubscribe', { user: at.newcomer, kinds: 'assigned' })),
}

/** The same routes with fields that only some may send. */
export const FURTHER: [route: string, what: string, expectation: Expectation][] = [
  [
    'PATCH /api/users/:id',
    'the role of an admin',
    expect(GIVE_ROLE, user, () => ({ role: 'admin' })),
  ],
  ['PATCH /api/users/:id', 'is_active', expect(DISABLE, user, () => ({ is_active: false }))],
  ['GET /notifications/unsubscribe', 'a signature', unsubscribe],
  ['POST /notifications/unsubscribe', 'a signature', unsubscribe],
  [
    'POST /api/teams/:id/members',
    'a stranger',
    expect(ADD_INVISIBLE_USER, team, ({ newcomer }) => ({ user_id: newcomer })),
  ],
  ['POST /api/tasks', 'no team', expect(NOT_VIEWERS, nothing, title)],
  [
    'POST /api/task-templates',
    'no team',
    expect(NOT_VIEWERS, nothing, () => ({ ...name(), ...title() })),
  ],
]
