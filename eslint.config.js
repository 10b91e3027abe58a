import { configApp } from '@adonisjs/eslint-config'

/**
 * The dependency arrow: a domain may import those of lower ranks, and none of its own rank or
 * above. `docs/ARCHITECTURE.md` draws it.
 */
const RANKS = [
  ['core'],
  ['api', 'web', 'jobs'],
  ['events'],
  ['accounts'],
  ['teams'],
  ['workflow'],
  ['tasks'],
  ['search', 'tracking', 'notifications', 'automation', 'analytics'],
  ['admin', 'operations'],
]
const DOMAINS = RANKS.flat()
const ARROW = RANKS.map((domains) => domains.join(', ')).join(' ← ')

/** Analytics has tables of its own, filled from events. */
const NEVER = { analytics: ['workflow', 'tasks'] }

/** Folders of a domain that may not depend on HTTP. */
const LOGIC = 'actions,events,jobs,mails,models,policies,queries,transformers,validators'

/** The seam, and a restore, which isn't retried: its progress has been reported. */
const OPEN_TRANSACTIONS = [
  'app/core/database/transaction.ts',
  'app/operations/backups/lock_timeout_transaction.ts',
]

const forbiddenFor = (domain) => {
  const rank = RANKS.findIndex((domains) => domains.includes(domain))
  const allowed = RANKS.slice(0, rank).flat()
  return [
    ...DOMAINS.filter((other) => other !== domain && !allowed.includes(other)),
    ...(NEVER[domain] ?? []),
  ]
}

const arrow = (domain) => ({
  regex: `^#(${forbiddenFor(domain).join('|')})/`,
  message: `${domain} may not import that domain: the arrow is ${ARROW}. Move what you need to a lower rank, or register it from the higher one.`,
})

const ALIASES = {
  regex: '^(#app|\\.\\.)/',
  message:
    'Import by the alias of the domain (#tasks/tasks/models/task), so that the arrow can be seen.',
}

const NO_HTTP = {
  group: ['@adonisjs/core/http', '@adonisjs/core/services/router'],
  message:
    'Only controllers, middleware and pages know HTTP. Take what you need as arguments: the actor, the input.',
}

const restrict = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

const domainRules = DOMAINS.flatMap((domain) => {
  const patterns = [arrow(domain), ALIASES]
  return [
    restrict([`app/${domain}/**/*.ts`], patterns),
    restrict([`app/${domain}/**/{${LOGIC}}/**/*.ts`], [...patterns, NO_HTTP]),
  ]
})

const TRANSACTIONS = {
  selector: 'CallExpression[callee.property.name="transaction"]',
  message:
    'Open transactions by inTransaction or inSavepoint, which join the caller’s, are retried, and know when all is committed.',
}

const FOUND_UNSCOPED = {
  selector:
    'CallExpression[callee.object.name=/^[A-Z]/][callee.property.name=/^find(By)?(OrFail)?$/]',
  message:
    'Controllers reach a record through Model.query().withScopes((s) => s.visibleTo(user)), so that what cannot be seen is a 404.',
}

const ELEMENTS_TEXT = {
  selector: 'MemberExpression[property.name="assertElementsText"]',
  message: 'It passes where elements are missing, even all of them. Use assertTexts.',
}

const forbid = (files, ignores, ...selectors) => ({
  files,
  ignores,
  rules: { 'no-restricted-syntax': ['error', ...selectors] },
})

export default configApp(
  ...domainRules,
  forbid(
    ['{app,commands,database,start}/**/*.ts'],
    [...OPEN_TRANSACTIONS, 'app/**/controllers/**'],
    TRANSACTIONS
  ),
  forbid(['app/**/controllers/**/*.ts'], [], TRANSACTIONS, FOUND_UNSCOPED),
  forbid(['tests/**/*.ts'], [], ELEMENTS_TEXT),
  // Tests often need one property of an awaited response.
  { files: ['tests/**/*.ts'], rules: { '@unicorn/no-await-expression-member': 'off' } }
)
