import '#tasks/routes/tasks'
import '#tasks/routes/comments'
import '#tasks/routes/tags'
import '#tasks/routes/task_templates'
