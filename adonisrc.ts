import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('@adonisjs/session/commands'),
    () => import('@adonisjs/bouncer/commands'),
    () => import('#start/doctor'),
    () => import('adonisjs-scheduler/commands'),
  ],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    {
      file: () => import('@adonisjs/core/providers/repl_provider'),
      environment: ['repl', 'test'],
    },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/cors/cors_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/bouncer/bouncer_provider'),
    () => import('@adonisjs/redis/redis_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@rlanz/bull-queue/queue_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    {
      file: () => import('adonisjs-scheduler/scheduler_provider'),
      environment: ['console', 'test'],
    },
  ],

  preloads: [
    () => import('#start/time'),
    () => import('#start/domains'),
    () => import('#start/events'),
    () => import('#api/serializer'),
    () => import('#core/validation/request_macros'),
    () => import('#accounts/sessions/http_actor'),
    { file: () => import('#core/http/request_log'), environment: ['web', 'test'] },
    { file: () => import('#start/scheduler'), environment: ['console', 'test'] },
    { file: () => import('#start/routes'), environment: ['web', 'test', 'console'] },
    { file: () => import('#start/kernel'), environment: ['web', 'test', 'console'] },
    { file: () => import('#start/view'), environment: ['web', 'test', 'console'] },
  ],

  /** A test that hangs is ended, and no other: a busy machine takes many times as long as an idle one. */
  tests: {
    suites: [
      { name: 'unit', files: ['tests/unit/**/*.spec.ts'], timeout: 10_000 },
      {
        name: 'architecture',
        files: ['tests/architecture/**/*.spec.ts'],
        timeout: 180_000,
      },
      { name: 'functional', files: ['tests/functional/**/*.spec.ts'], timeout: 180_000 },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'], timeout: 180_000 },
      { name: 'failure', files: ['tests/failure/**/*.spec.ts'], timeout: 300_000 },
    ],
    forceExit: false,
  },

  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'resources/api/**', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
  ],

  hooks: {
    init: [
      indexEntities({
        controllers: {
          source: './app',
          importAlias: '#app',
          glob: ['**/controllers/**/*_controller.ts'],
        },
        events: { enabled: false },
        listeners: { enabled: false },
      }),
    ],
  },
})
