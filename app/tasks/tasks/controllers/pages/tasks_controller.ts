import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { goBack } from '#web/previous_page'
import { lastPageInstead } from '#api/pagination/last_page'
import { DEFAULTS } from '#tasks/tasks/task_fields'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'
import { findTask, findTaskOrDeleted } from '#tasks/tasks/queries/find_task'
import { momentIn } from '#tasks/history/queries/list_timeline'
import { listTasks } from '#tasks/lists/queries/list_tasks'
import { findChangeable } from '#tasks/tasks/queries/find_changeable'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { DeleteTask } from '#tasks/tasks/actions/delete_task'
import { findEditable } from '#tasks/tasks/controllers/single_task'
import { addDisplayNames, peopleOf } from '#tasks/assignments/pages/people'
import { choicesFor, isId } from '#tasks/tasks/pages/choices'
import { listViewOf, parametersOf } from '#tasks/lists/pages/list_view'
import { pagesOf } from '#tasks/lists/pages/numbered_pages'
import { describeList, hasOnlyClosed } from '#tasks/lists/pages/task_list'
import { describeTask, teamToWorkIn } from '#tasks/tasks/pages/task_page'
import { changeNotice, mergeNotice, returnFrom } from '#tasks/tasks/pages/notices'
import { addressOfList, addressOfTask } from '#tasks/lists/pages/return_address'
import { listPageValidator } from '#tasks/lists/validators/task_filters'
import { addTypedAssignee, formValuesOf } from '#tasks/tasks/pages/task_form'
import { saveTaskEdit } from '#tasks/tasks/pages/save_task_edit'
import { taskBase, TaskEdit, type Merge } from '#tasks/tasks/pages/task_edit'
import { describeConflict } from '#tasks/tasks/pages/task_conflict'
import { taskFormChangesValidator, taskFormValidator } from '#tasks/tasks/validators/task_form'

export default class TasksController {
  async index(ctx: HttpContext) {
    const { actor, request, response, view } = ctx
    const listView = listViewOf(ctx)
    const filters = await request.validateQuery(listPageValidator, {
      meta: { timezone: actor.user.timezone },
      defaults: parametersOf(listView),
    })
    const page = await listTasks(actor, filters, { brief: true })
    const instead = lastPageInstead(request, page, filters)
    if (instead) return response.redirect().toPath(instead)

    const tasks = page.rows.map((row) => JSON.parse(row))
    await addDisplayNames(tasks.flatMap(peopleOf))

    return view.render('pages/tasks/index', {
      ...(await describeList(request, actor, listView)),
      list: { count: page.count, count_exact: page.countExact, results: tasks },
      pages: pagesOf(request, page, filters, listView),
      hasOnlyClosed: await hasOnlyClosed(actor, page, filters, listView),
      editable: await findChangeable(actor, tasks),
    })
  }

  async create({ actor, bouncer, request, view }: HttpContext) {
    await bouncer.with(TaskPolicy).authorize('create')
    const parentId = Number(request.input('parent_task'))
    const parent = isId(parentId) ? await findTask(actor, parentId) : null
    const team = parent && (await teamToWorkIn(actor, parent))
    const task = { ...DEFAULTS, parent_task: parent?.id, team, tags: '' }

    return view.render('pages/tasks/create', {
      task,
      parent,
      choices: await choicesFor(actor, task),
    })
  }

  async store(ctx: HttpContext) {
    const { actor, bouncer, request, response, session } = ctx
    await bouncer.with(TaskPolicy).authorize('create')
    await addTypedAssignee(actor, request, 'assigned_to')
    const meta = { timezone: actor.user.timezone }
    const input = await request.validateBody(taskFormValidator, { meta })
    const task = await new CreateTask().handle(actor, input)

    const link = { href: `/tasks/${task.id}`, text: `#${task.id} ${task.title}` }
    session.flash('notice', { text: 'Created', link })
    if (request.qs().then === 'back') return goBack(ctx)
    return response.redirect().toPath(addressOfTask(request, task.id))
  }

  async show({ actor, bouncer, params, request, view }: HttpContext) {
    const record = await Task.findVisible(actor, params.id, Task.queryWithDeleted())
    const task = await findTaskOrDeleted(actor, params.id)
    const policy = bouncer.with(TaskPolicy)
    const may = {
      update: !record.isDeleted && (await policy.allows('update', record)),
      delete: await policy.allows('delete', record),
    }

    return view.render('pages/tasks/show', {
      task,
      may,
      ...(await describeTask(record, task, actor, { before: momentIn(request.qs().before) })),
    })
  }

  async edit(ctx: HttpContext) {
    const { actor, params, view } = ctx
    await findEditable(ctx)
    const current = await findTask(actor, params.id)
    const task = formValuesOf(current, actor.user)
    const choices = await choicesFor(actor, task)

    return view.render('pages/tasks/edit', {
      current,
      task,
      choices,
      base: JSON.stringify(taskBase(current, actor.user.timezone, choices.people)),
    })
  }

  /** The whole form, or a single field of a menu. */
  async update(ctx: HttpContext) {
    const { actor, request, session } = ctx
    const task = await findEditable(ctx)
    const edit = await TaskEdit.read(request, actor)
    const meta = { timezone: edit.timezone }
    const { version, ...input } = await request.validateBody(taskFormChangesValidator, { meta })
    if (version) {
      const { merge, current } = await saveTaskEdit(actor, task, edit, input, version)
      if (merge.conflicts.length > 0) return this.#showConflict(ctx, edit, merge, current)
      session.flash('notice', mergeNotice(merge))
      return returnFrom(ctx, task, { toTask: true })
    }
    const { status, priority, isArchived } = task
    await new UpdateTask().handle(actor, task, input)
    session.flash('notice', changeNotice(task, { status, priority, isArchived }, input))
    return returnFrom(ctx, task)
  }

  async destroy({ actor, bouncer, params, request, response, session }: HttpContext) {
    const task = await Task.findVisible(actor, params.id)
    await bouncer.with(TaskPolicy).authorize('delete', task)
    await new DeleteTask().handle(actor, task)

    const undo = { action: `/tasks/${task.id}/restore`, fields: {} }
    session.flash('notice', { text: `Deleted “${task.title}”`, undo })
    return response.redirect().toPath(addressOfList(request))
  }

  async #showConflict(ctx: HttpContext, edit: TaskEdit, merge: Merge, current: TaskDocument) {
    const conflict = await describeConflict(edit, merge, current, ctx.actor)
    ctx.response.status(409)
    return ctx.view.render('pages/tasks/conflict', conflict)
  }
}
