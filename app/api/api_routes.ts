import router from '@adonisjs/core/services/router'
import type { Route, RouteGroup } from '@adonisjs/core/http'
import type { GetControllerHandlers } from '@adonisjs/core/types/http'
import type { Constructor, LazyImport } from '@adonisjs/core/types/common'
import { promise, type Answer, type Contract } from '#api/contract/contract'
import { listOf, ref } from '#api/contract/schemas'

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Handler<Controller extends Constructor<any>> = [
  LazyImport<Controller>,
  GetControllerHandlers<Controller>,
]

/** `name` where the path doesn't give a good one. */
type Promised = Contract & { name?: string }

type ActionPromised = Omit<Promised, 'answers'> & Partial<Pick<Promised, 'answers'>>

const ACTIONS = {
  index: { verb: 'get', answers: (schema: string) => ({ 200: listOf(schema) }) },
  store: { verb: 'post', answers: (schema: string) => ({ 201: ref(schema) }) },
  show: { verb: 'get', answers: (schema: string) => ({ 200: ref(schema) }) },
  replace: { verb: 'put', answers: (schema: string) => ({ 200: ref(schema) }) },
  update: { verb: 'patch', answers: (schema: string) => ({ 200: ref(schema) }) },
  destroy: { verb: 'delete', answers: () => ({ 204: null }) },
} satisfies Record<string, { verb: Verb; answers: (schema: string) => Record<number, Answer> }>

type Action = keyof typeof ACTIONS

export class ApiRoutes {
  constructor(private group: (define: () => void) => RouteGroup) {}

  /** Route names follow the path, answers the action. */
  resource<Controller extends Constructor<any>>(
    path: string,
    controller: LazyImport<Controller>,
    schema: string,
    actions: { [Key in Action & GetControllerHandlers<Controller>]?: ActionPromised }
  ) {
    for (const [action, contract] of Object.entries(actions) as [Action, ActionPromised][]) {
      const { verb, answers } = ACTIONS[action]
      const isOfList = action === 'index' || action === 'store'
      this.#add(
        verb,
        isOfList ? path.replace(/\/:\w+$/, '') : path,
        [controller, action as never],
        {
          name: `${nameOf(path)}.${action}`,
          answers: answers(schema),
          ...contract,
        }
      )
    }
  }

  get<Controller extends Constructor<any>>(
    path: string,
    handler: Handler<Controller>,
    promised: Promised
  ) {
    return this.#add('get', path, handler, promised)
  }

  post<Controller extends Constructor<any>>(
    path: string,
    handler: Handler<Controller>,
    promised: Promised
  ) {
    return this.#add('post', path, handler, promised)
  }

  #add<Controller extends Constructor<any>>(
    verb: Verb,
    path: string,
    handler: Handler<Controller>,
    { name = nameOf(path), ...contract }: Promised
  ) {
    let route: Route<Controller>
    this.group(() => {
      route = router[verb](path, handler).as(name)
      promise(route, contract)
    })
    return route!
  }
}

function nameOf(path: string) {
  return path
    .split('/')
    .filter((segment) => !segment.startsWith(':'))
    .join('.')
    .replaceAll('-', '_')
}
