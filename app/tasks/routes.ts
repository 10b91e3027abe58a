import '#tasks/routes/tags'
import '#tasks/routes/task_templates'
